import BankProtocol
import ScreenStage
import Testing
import TextGrid

@testable import Screens
@testable import Workload

struct ScreenQueueTests {
    private let stage = ScreenStage()

    private func state(_ situation: Situation) -> App.State { stage.state(situation) }

    private var queue: ScreenQueue {
        ScreenQueue(CustomerLine(seed: 1, odds: VisitPlan.Odds(), count: nil), at: .zero)
    }

    @Test func `somebody comes when the machine is free, open and has been for a moment`() {
        var queue = queue
        let welcome = state(.welcome(.empty))
        #expect(queue.look(isOpen: true, at: welcome, at: .seconds(1)) == nil)
        #expect(queue.look(isOpen: false, at: welcome, at: .seconds(9)) == nil)
        #expect(
            queue.look(isOpen: true, at: state(.welcome(.typing(digits: "97"))), at: .seconds(9))
                == nil)
        #expect(!queue.isServing)
        #expect(queue.look(isOpen: true, at: welcome, at: .seconds(9)) != nil)
        #expect(queue.isServing)
    }

    @Test func `a person's key is his, and keeps others away for a while`() {
        var queue = queue
        let welcome = state(.welcome(.empty))
        let isHis = queue.personPressed(.letter("a"), welcome, at: .seconds(10))
        #expect(isHis)
        #expect(queue.look(isOpen: true, at: welcome, at: .seconds(20)) == nil)
        #expect(queue.look(isOpen: true, at: welcome, at: .seconds(31)) != nil)
    }

    @Test func `a person's key sends a simulated customer away, and is no key of the screen's`() {
        var queue = queue
        let welcome = state(.welcome(.empty))
        _ = queue.look(isOpen: true, at: welcome, at: .seconds(9))
        let calm = queue.interval
        // Help, theme and the way out are everybody's.
        for key: Key in [.text("?"), .letter("t"), .control("q")] {
            let isHis = queue.personPressed(key, welcome, at: .seconds(10))
            #expect(isHis)
        }
        #expect(queue.interval == calm)
        let isHis = queue.personPressed(.letter("a"), welcome, at: .seconds(10))
        #expect(!isHis)
        #expect(queue.interval < calm)
        #expect(queue.look(isOpen: true, at: welcome, at: .seconds(11)) == nil)
        #expect(!queue.isServing)
        let isHisNow = queue.personPressed(.letter("a"), welcome, at: .seconds(12))
        #expect(isHisNow)
    }

    @Test func `who is there stays when no more may come`() {
        var queue = queue
        _ = queue.look(isOpen: true, at: state(.welcome(.empty)), at: .seconds(9))
        _ = queue.look(
            isOpen: false, at: state(.pin(.init(card: Cardholder.demo[0].card.number))),
            at: .seconds(10))
        #expect(queue.isServing)
        _ = queue.look(isOpen: false, at: state(.welcome(.empty)), at: .seconds(11))
        #expect(!queue.isServing)
    }

    @Test func `what is told after a restart is left to its owner`() {
        var queue = queue
        let news = state(.news(NewsScreen.State([], reader: .anybody)))
        #expect(queue.look(isOpen: true, at: news, at: .seconds(9)) == nil)
        #expect(!queue.isServing)
        var customer = ScreenCustomer(
            VisitPlan(Cardholder.demo[0], wishes: []), at: stage.configuration)
        #expect(customer.look(at: news) == .wait)
    }
}
