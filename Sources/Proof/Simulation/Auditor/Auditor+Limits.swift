internal import BankProtocol
internal import Ledger

/// What a card may take (`design.md` §2, and `protocol.md` §5: a reversal gives the day's limit back). By the durable
/// withdrawals and reversals, and the card in the bytes that the bank got.
extension Auditor {
    private static let mostAtOnce = 2_000_000
    private static let mostADay = 5_000_000

    struct CardDay: Hashable {
        var card: String
        var day: Int
    }

    /// After the record's postings.
    func countLimit(_ record: Record, _ name: KeyName, _ part: KeyPart) {
        switch (part, record.processingCode?.type) {
        case (.original, .withdrawal): countWithdrawal(record, name)
        case (.reversal, _): giveBack(name)
        case (.original, _), (.advice, _): break
        }
    }

    private func countWithdrawal(_ record: Record, _ name: KeyName) {
        guard let story = stories[name], let card = story.card, !story.isAmbiguous,
            let amount = record.amount.map({ Int($0.minorUnits) })
        else { return }
        let day = CardDay(card: card, day: record.day.daysSince1970)
        let taken = spent[day, default: 0]
        switch record.answer.code {
        case .approved:
            check(
                amount <= Self.mostAtOnce && taken + amount <= Self.mostADay, .withinLimits,
                "\(name): \(amount) on a day on which the card took \(taken)")
            spent[day] = taken + amount
            stories[name]?.limitDay = day
        case .limitExceeded:
            check(
                amount > Self.mostAtOnce || taken + amount > Self.mostADay, .withinLimits,
                "\(name): \(amount) was over the limit on a day on which the card took \(taken)")
        default:
            break
        }
    }

    private func giveBack(_ name: KeyName) {
        guard let story = stories[name], let day = story.limitDay else { return }
        spent[day, default: 0] -= story[.reversal].posted
    }
}
