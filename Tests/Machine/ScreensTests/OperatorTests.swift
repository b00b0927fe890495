import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct OperatorTests {
    // MARK: The code

    @Test func `Ctrl-O asks for the code on the first screen and out of service, nowhere else`() {
        for (name, stage) in Scenes.all where stage.state.overlay == .none {
            var after = stage
            after.press(.control("o"))
            switch stage.state.situation {
            case .welcome, .outOfService(.init(.noLink, since: Cast.noon)):
                #expect(after.state.situation == .operatorCode(.knocking), "\(name)")
                #expect(after.effects == [.openOperatorPad, .flushTypeAhead], "\(name)")
            case .outOfService where name == "out-of-service":
                #expect(after.state.situation == .operatorCode(.knocking), "\(name)")
            case .operatorDesk:
                #expect(after.effects.contains(.operatorOrder(.leave)), "\(name)")
            default:
                #expect(after.effects == [.beep], "\(name)")
            }
        }
    }

    @Test func `the link page says how long the certificate is good, and warns in its last month`()
    {
        var stage = Stage.atDesk()
        stage.type("f")
        #expect(!stage.shows("Certificate"))
        func end(in days: Int64) -> App.Event {
            .certificateKnown(
                until: Timestamp(unixSeconds: Cast.noon.unixSeconds + days * 86_400))
        }
        stage.send(end(in: 30))
        #expect(stage.shows("30 days left"))
        #expect(!stage.shows("! good until"))
        stage.send(end(in: 29))
        #expect(stage.shows("! good until"))
        stage.send(end(in: -1))
        #expect(stage.shows("! EXPIRED on"))
        stage.send(.certificateKnown(until: nil))
        #expect(!stage.shows("Certificate"))
    }

    @Test func `the digits go to the pad, and only while they are asked for`() {
        var stage = Stage()
        stage.press(.control("o"))
        #expect(!stage.state.keysGoToPINPad)
        stage.send(.operatorCode(.wanted))
        #expect(stage.state.keysGoToPINPad)
        stage.send(.pinDigit, .pinDigit, .key(.enter))
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! The operator's code has 6 digits.")
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit)
        stage.press(.enter)
        #expect(stage.effects == [.judgeOperatorCode])
        #expect(!stage.state.keysGoToPINPad)
    }

    @Test func `a right code lets in when the machine says so, and not before`() {
        var stage = Stage.atOperatorCode()
        stage.passOperatorCode()
        #expect(stage.effects == [.operatorOrder(.enter)])
        #expect(stage.shows("waits for its customer"))
        stage.report(.supervision(Cast.supervision()))
        #expect(stage.state.situation == .operatorDesk(.first))
    }

    @Test func `a wrong code says how many tries are left, and asks again`() {
        var stage = Stage.atOperatorCode()
        stage.typeOperatorCode()
        stage.send(.operatorCode(.wrong(triesLeft: 1)))
        #expect(stage.effects == [.operatorOrder(.wrongCode), .beep])
        #expect(stage.shows("Tries left: 1"))
        #expect(stage.state.situation == .operatorCode(.typing(digits: 0, wrong: 1)))
    }

    @Test func `a pause counts down and then asks for the code again`() {
        var stage = Stage.atOperatorCode()
        stage.typeOperatorCode()
        stage.send(.operatorCode(.paused(.seconds(3))))
        #expect(stage.shows("0:03"))
        stage.wait(seconds: 2)
        #expect(stage.state.situation.name == .operatorCode)
        stage.wait(seconds: 1)
        #expect(stage.effects == [.openOperatorPad])
        #expect(stage.state.situation == .operatorCode(.knocking))
    }

    @Test func `an answer that comes when nobody waits for it lets nobody in`() {
        var stage = Stage()
        stage.send(.operatorCode(.right))
        #expect(stage.effects.isEmpty)
        #expect(stage.state.situation.name == .welcome)
        stage.report(.supervision(Cast.supervision()))
        #expect(stage.effects == [.operatorOrder(.leave)])
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `who turns away from the code serves customers again`() {
        var stage = Stage.atOperatorCode()
        stage.send(.pinDigit)
        stage.press(.escape)
        #expect(stage.effects == [.wipePINPad, .flushTypeAhead])
        #expect(stage.state.situation.name == .welcome)

        var admitted = Stage.atOperatorCode()
        admitted.passOperatorCode()
        admitted.press(.escape)
        #expect(admitted.effects.contains(.operatorOrder(.leave)))
    }

    // MARK: The desk

    @Test(arguments: [Key.escape, .letter("i"), .control("o")])
    func `leaving returns to service`(key: Key) {
        var stage = Stage.atDesk()
        stage.press(key)
        #expect(stage.effects == [.operatorOrder(.leave), .flushTypeAhead])
        #expect(stage.state.situation.name == .outOfService)
        stage.report(.service(.inService))
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `an operator who has gone for ten minutes is asked, then the desk is left`() {
        var stage = Stage.atDesk()
        stage.wait(seconds: 599)
        #expect(stage.state.overlay == .none)
        stage.wait(seconds: 2)
        #expect(stage.shows("Back to service in"))
        stage.wait(seconds: 20)
        #expect(stage.state.situation.name == .outOfService)
    }

    @Test func `the menu shows what is open and what pays no cash`() {
        let stage = Stage.atDesk()
        #expect(stage.shows("Unsettled requests 3"))
        #expect(stage.shows("No cash is paid out until ref 000125 is counted"))
        #expect(stage.shows("Unsettled: Ref 000125  withdrawal 2,000  try 3  in doubt"))
    }

    @Test func `a suspect is counted twice and then written down by another key`() {
        var stage = Stage.atDesk()
        stage.type("ha1")
        stage.press(.down)
        stage.type("2a")
        #expect(stage.shows("once more"))
        stage.type("1")
        stage.press(.down)
        stage.type("2\n")
        #expect(stage.shows("Counted twice, both times"))
        for key in [Key.letter("a"), .digit(5)] {
            stage.press(key)
            #expect(stage.effects == [.beep])
        }
        stage.type("d")
        #expect(
            stage.effects == [
                .operatorOrder(.counted(Cast.reference(125).key, Cast.taka(2_000))),
                .flushTypeAhead,
            ])
        #expect(stage.state.situation == .operatorDesk(.business(0)))
    }

    @Test(arguments: ["ha\n\n", "ba2\n2\n", "bg2\n2\n"])
    func `after two counts the focus lies on the way back, and Enter writes only where it is put`(
        _ keys: String
    ) {
        var stage = Stage.atDesk()
        stage.type(keys)
        #expect(stage.focused == "Back")
        var hasty = stage
        hasty.press(.enter)
        #expect(hasty.effects == [.flushTypeAhead])
        stage.press(.left)
        #expect(stage.focused == "Write it down")
        stage.press(.left)
        #expect(stage.effects == [.beep])
        stage.press(.enter)
        guard case .operatorOrder? = stage.effects.first else {
            Issue.record("nothing is written down by \(keys)")
            return
        }
    }

    @Test func `two counts that differ begin anew, and nothing is written`() {
        var stage = Stage.atDesk()
        stage.type("ha2\n1\n")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! The two counts differ.  Please begin again.")
        guard case .operatorDesk(.count(let count)) = stage.state.situation else {
            Issue.record("the count has gone")
            return
        }
        #expect(count == CountPage.State(.business(Cast.business[0])))
    }

    @Test func `nobody counts more than was asked`() {
        var stage = Stage.atDesk()
        stage.type("ha3")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! That is more than this request: BDT 2,000 at most.")
    }

    @Test func `nothing at all may be what was paid`() {
        var stage = Stage.atDesk()
        stage.type("ha\n\nd")
        #expect(
            stage.effects.first == .operatorOrder(.counted(Cast.reference(125).key, .zero)))
    }

    @Test func `what settles itself cannot be counted, what the bank refuses to hear can`() {
        var stage = Stage.atDesk()
        stage.type("h")
        stage.press(.down)
        #expect(stage.shows("There is nothing to do here."))
        stage.type("a")
        #expect(stage.effects == [.beep])
        stage.press(.enter)
        #expect(stage.message == "! This is not to be counted: it settles itself.")
        stage.press(.down)
        #expect(stage.shows("The bank answered 94"))
        stage.press(.enter)
        #expect(stage.shows("COUNT Ref 000140"))
    }

    @Test func `a transfer cannot be counted: the bank's clerk has a case of it`() {
        var stage = Stage.atDesk(Cast.supervision([Cast.transfer]))
        stage.type("h")
        stage.press(.enter)
        #expect(stage.message == "! This is not to be counted: it settles itself.")
        #expect(stage.shows("Clerk knows ref 000140"))
        stage.type("a")
        #expect(stage.effects == [.operatorOrder(.counted(Cast.reference(140).key, .zero))])
        var open = Cast.transfer
        open.parked = .formatError
        stage.report(.supervision(Cast.supervision([open])))
        stage.type("a")
        #expect(stage.effects == [.beep])
    }

    @Test func `a line that is settled meanwhile leaves the others to be chosen`() {
        var stage = Stage.atDesk()
        stage.type("h")
        stage.press(.end)
        stage.report(.supervision(Cast.supervision([Cast.business[0]])))
        #expect(stage.shows("Count ref 000125"))
        stage.report(.supervision(Cast.supervision([])))
        #expect(stage.shows("Nothing is open."))
        #expect(stage.focused == "Back")
        stage.press(.down)
        #expect(stage.effects == [.beep])
        stage.press(.enter)
        #expect(stage.state.situation == .operatorDesk(.menu(focus: .h)))
    }

    @Test func `more lines than there is room for scroll with the choice`() {
        var stage = Stage.atDesk(Cast.supervision(Cast.manySuspects))
        stage.type("h")
        #expect(stage.shows("000006") && !stage.shows("000007"))
        for place in 1...8 {
            stage.press(.down)
            #expect(stage.shows("Count ref 00000\(place + 1)"))
        }
        for key in [Key.down, .end, .pageDown] {
            stage.press(key)
            #expect(stage.effects == [.beep], "\(key)")
        }
        #expect(stage.shows("000009") && !stage.shows("000003"))
        stage.press(.pageUp)
        #expect(stage.shows("Count ref 000003"))
        stage.press(.pageUp)
        #expect(stage.shows("Count ref 000001"))
        for key in [Key.up, .home, .pageUp] {
            stage.press(key)
            #expect(stage.effects == [.beep], "\(key)")
        }
        stage.press(.pageDown)
        #expect(stage.shows("Count ref 000007"))
    }

    @Test func `pages are turned only where there is more than fits`() {
        var stage = Stage.atDesk()
        stage.type("h")
        #expect(!stage.keys.contains("PgUp"))
        stage.press(.pageDown)
        #expect(stage.effects == [.beep])
    }

    // MARK: Replenishing

    @Test func `a load is counted twice and then written down`() {
        var stage = Stage.atDesk()
        stage.type("ba20")
        stage.press(.end)
        stage.type("5\n20")
        stage.press(.end)
        stage.type("5\nd")
        let notes = NoteCounts(thousands: 20, hundreds: 5)
        #expect(
            stage.effects == [
                .operatorOrder(.changeCash(CashChange(.loaded, notes))), .flushTypeAhead,
            ])
        #expect(stage.state.situation == .operatorDesk(.replenish(.first)))
    }

    @Test func `no notes are no load, but a bin may be empty`() {
        var stage = Stage.atDesk()
        stage.type("ba\n")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! Type at least one note.")
        stage.press(.escape)
        stage.type("c\n\nd")
        #expect(
            stage.effects.first
                == .operatorOrder(.changeCash(CashChange(.binsEmptied, .none))))
    }

    @Test func `no more is removed than the cassettes hold`() {
        var stage = Stage.atDesk()
        stage.type("bb387")
        #expect(stage.effects.isEmpty)
        stage.press(.right)
        #expect(stage.effects == [.beep])
        #expect(stage.message.contains("not so many in the cassette"))
    }

    @Test func `a test picks a note of each cassette that has one`() {
        var supervision = Cast.supervision()
        supervision.tally.picked.hundreds = 800
        var stage = Stage.atDesk(supervision)
        stage.type("bd")
        let picked = NoteCounts(thousands: 1, fiveHundreds: 1)
        #expect(
            stage.effects == [.operatorOrder(.changeCash(CashChange(.tested, picked)))])
    }

    @Test func `what the bank refuses to hear can be set aside, nothing else`() {
        var stage = Stage.atDesk(Cast.replenishing)
        stage.type("b")
        #expect(stage.shows("the bank answered 58"))
        stage.type("h")
        #expect(stage.effects == [.operatorOrder(.setAside(Cast.reference(138).key))])
        var whole = Stage.atDesk()
        whole.type("bh")
        #expect(whole.effects == [.beep])
    }

    @Test func `a fenced machine changes no cash`() {
        var stage = Stage.atDesk(Cast.supervision(isFenced: true))
        stage.type("b")
        for key in "abcd" {
            stage.type(String(key))
            #expect(stage.effects == [.beep])
        }
    }

    // MARK: The journal

    @Test func `the journal's end is read, shown and scrolled through`() {
        var stage = Stage.atDesk()
        stage.type("g")
        #expect(stage.effects == [.readJournal, .flushTypeAhead])
        stage.send(.journalRead(.rows(Cast.journal)))
        #expect(stage.shows("000020-1") && stage.shows("000009-1"))
        #expect(!stage.shows("000008-1"))
        stage.press(.down)
        #expect(stage.effects == [.beep])
        stage.press(.up)
        #expect(stage.shows("000008-1") && !stage.shows("000020-1"))
        stage.press(.home)
        #expect(stage.shows("000001-1"))
        stage.press(.up)
        #expect(stage.effects == [.beep])
        stage.type("i")
        #expect(stage.state.situation == .operatorDesk(.menu(focus: .g)))
    }

    @Test func `PgUp and PgDn turn the journal's pages, and ring at its ends`() {
        var stage = Stage.atDesk()
        stage.type("g")
        for key in [Key.pageUp, .pageDown, .up, .home] {
            stage.press(key)
            #expect(stage.effects == [.beep], "\(key), while it is read")
        }
        let rows = (1...30).map { number in
            JournalPage.Row(
                number: number,
                entry: JournalEntry(
                    at: Cast.noon, .dispensing(Cast.reference(UInt32(number)).key)))
        }
        stage.send(.journalRead(.rows(rows)))
        #expect(stage.keys.contains("Up/Down PgUp/PgDn Scroll"))
        let tops = [Key.pageUp, .pageUp, .pageDown, .end, .home, .pageDown, .up].map { key in
            stage.press(key)
            return (1...30).first { stage.shows(Cast.reference(UInt32($0)).text) }
        }
        #expect(tops == [7, 1, 13, 19, 1, 13, 12])
        for (key, end) in [(Key.pageUp, Key.home), (.pageDown, .end)] {
            stage.press(end, key)
            #expect(stage.effects == [.beep], "\(key)")
        }
    }

    @Test
    func
        `an entry that is longer than its line goes on in the next, whole, and is scrolled by lines`()
    {
        let rows = Told.all.enumerated().map { place, told in
            JournalPage.Row(number: place + 1, entry: JournalEntry(at: Cast.noon, told.event))
        }
        for language in Language.allCases {
            var stage = Stage.atDesk().speaking(language)
            stage.type("g")
            stage.send(.journalRead(.rows(rows)))
            guard case .operatorDesk(.journal(let page)) = stage.state.situation else {
                Issue.record("the journal has gone")
                return
            }
            let lines = JournalPage.lines(of: page, atLeast: .max, stage.state.scene())
            #expect(lines.compactMap(\.head) == rows)
            #expect(lines.count > rows.count)
            #expect(lines.allSatisfy { $0.words.columns <= 55 })
            let words = lines.flatMap { $0.words.split(separator: " ") }
            let wanted = Told.all.flatMap { told in
                ([told.event.reference, language.sentence(of: told.event)] as [String?])
                    .compactMap(\.self).flatMap { $0.split(separator: " ") }
            }
            #expect(words == wanted)
            stage.press(.home)
            var seen: [String] = []
            for _ in lines {
                let rows = stage.grid().lines[4..<4 + JournalPage.visible]
                seen.append(rows.joined(separator: "\n"))
                #expect(!stage.grid().isCut)
                stage.press(.down)
            }
            #expect(stage.effects == [.beep])
            #expect(Set(seen).count == lines.count - JournalPage.visible + 1)
        }
    }

    @Test func `a journal that is scrolled to its beginning stays there in a shorter language`() {
        var stage = Stage.atDesk().speaking(.bangla)
        stage.type("g")
        stage.send(
            .journalRead(
                .rows(
                    Told.all.enumerated().map { place, told in
                        JournalPage.Row(
                            number: place + 1, entry: JournalEntry(at: Cast.noon, told.event))
                    })))
        stage.press(.home)
        for _ in 0..<2 {
            stage.type("l")
            #expect(stage.grid().lines[4].contains("     1 "))
            stage.press(.down)
            #expect(stage.effects.isEmpty)
            stage.press(.home)
        }
    }

    // MARK: The focus

    @Test(arguments: ["a", "c", "f", "g", "d", "h", "ca", "cb"])
    func `a page's focus begins on its way back, and Enter goes back`(_ keys: String) {
        let supervision = keys == "cb" ? Cast.closed(excess: 0) : Cast.day()
        var open = supervision
        open.business = []
        var stage = Stage.atDesk(open)
        stage.type(keys)
        stage.send(.journalRead(.rows(Cast.journal)))
        #expect(stage.focused == "Back")
        stage.press(.enter)
        #expect(stage.effects == [.flushTypeAhead])
        let menu = Stage.atDesk(open).typing(String(keys.dropLast()))
        #expect(stage.state.situation.name == menu.state.situation.name)
        #expect(stage.grid().lines[1] == menu.grid().lines[1])
    }

    @Test func `arrows, Tab, Home and End walk a page's choices, Enter takes the one they came to`()
    {
        var stage = Stage.atDesk()
        stage.type("b")
        let walk: [(Key, String?)] = [
            (.down, "Remove notes"), (.down, "Empty the bins"), (.down, "Test dispense"),
            (.down, nil), (.right, "Back"), (.up, "Hand over cards 0"), (.home, "Load notes"),
            (.home, nil), (.left, nil), (.end, "Back"), (.end, nil), (.tab, "Load notes"),
            (.backTab, "Back"), (.pageUp, nil),
        ]
        for (key, name) in walk {
            let before = stage.focused
            stage.press(key)
            #expect(stage.effects == (name == nil ? [.beep] : []), "\(key)")
            #expect(stage.focused == name ?? before, "\(key)")
        }
        stage.press(.home, .down, .enter)
        #expect(stage.shows("Take the notes out of their cassettes"))
    }

    @Test func `a choice that goes while it has the focus leaves it to the way back`() {
        var stage = Stage.atDesk(Cast.day())
        stage.type("c")
        stage.press(.home)
        #expect(stage.focused == "Close the day")
        var hindered = Cast.day()
        hindered.day.hindrance = .notSignedOn
        stage.report(.supervision(hindered))
        #expect(stage.focused == "Back")
        stage.press(.enter)
        #expect(stage.state.situation == .operatorDesk(.menu(focus: .c)))
    }

    @Test func `faults and open changes that do not fit are turned page by page`() {
        var supervision = Cast.supervision(Cast.manySuspects)
        supervision.cashChanges = (21...25).map {
            OpenCashChange(
                key: Cast.reference($0).key, change: CashChange(.loaded, NoteCounts(hundreds: 1)),
                sending: SendingTime(Cast.noon, utcOffset: 0), isCounted: true)
        }
        for (page, first, last) in [("f", 1, 9), ("b", 21, 25)] {
            var stage = Stage.atDesk(supervision)
            stage.type(page)
            let shows = { (number: Int) in
                stage.shows(Cast.reference(UInt32(number)).text + "  ")
            }
            #expect(stage.keys.contains("PgUp/PgDn Scroll"))
            #expect(shows(first) && !shows(last))
            stage.press(.pageUp)
            #expect(stage.effects == [.beep])
            stage.press(.pageDown)
            #expect(!shows(first) && shows(last))
            stage.press(.pageDown)
            #expect(stage.effects == [.beep])
            // What is settled meanwhile leaves no gap.
            stage.report(.supervision(Cast.supervision([])))
            #expect(!stage.keys.contains("PgUp") && !stage.shows(Cast.reference(UInt32(last)).text))
        }
    }

    @Test func `retained cards are those of the journal, with their causes`() {
        var stage = Stage.atDesk()
        stage.type("d")
        stage.send(.journalRead(.rows(Cast.journal)))
        #expect(stage.shows("**** 4821   not taken in time"))
        #expect(stage.shows("**** 0093   kept by the bank's order, code 41"))
        #expect(!stage.shows("dispensing"))
    }

    @Test func `a journal that was read for a page that is gone changes nothing`() {
        var stage = Stage.atDesk()
        let before = stage.state
        stage.send(.journalRead(.rows(Cast.journal)))
        #expect(stage.state == before)
    }

    // MARK: A new instance

    @Test func `a new instance is offered to a fenced machine alone, and asked twice`() {
        var whole = Stage.atDesk()
        whole.type("fa")
        #expect(whole.effects == [.beep])

        var stage = Stage.atDesk(Cast.supervision(isFenced: true))
        #expect(stage.shows("press F"))
        stage.type("f")
        #expect(stage.shows("FENCED"))
        stage.type("aa")
        #expect(stage.shows("Asked again"))
        for key in "a5" {
            stage.type(String(key))
            #expect(stage.effects == [.beep])
        }
        var hasty = stage
        hasty.press(.enter)
        #expect(hasty.state.situation == .operatorDesk(.link(.looking)))
        #expect(hasty.effects == [.flushTypeAhead])
        stage.type("d")
        #expect(stage.effects == [.startInstance, .flushTypeAhead])
    }

    @Test func `at every question of a new instance there is a way back`() {
        var stage = Stage.atDesk(Cast.supervision(isFenced: true))
        stage.type("faa")
        stage.press(.escape)
        #expect(stage.state.situation == .operatorDesk(.link(.looking)))
        stage.type("ai")
        #expect(stage.state.situation == .operatorDesk(.link(.looking)))
        stage.type("i")
        #expect(stage.state.situation == .operatorDesk(.menu(focus: .f)))
    }

    // MARK: Counts of notes

    @Test func `notes are typed, erased and walked through`() {
        var keys = NoteKeys(.none, .thousand)
        for input in [
            Input.digit(1), .digit(2), .move(.right), .eraseOne, .move(.down), .move(.right),
            .move(.last), .digit(7), .eraseAll, .move(.left), .digit(4), .move(.down), .move(.up),
        ] {
            keys = keys.taking(input) ?? keys
        }
        #expect(keys.counts == NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 4))
        #expect(keys.focus == .hundred)
        #expect(NoteKeys(NoteCounts(thousands: 9_999), .thousand).taking(.move(.right)) == nil)
    }
}
