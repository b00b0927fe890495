package import BankProtocol
package import CashMachine
package import TextGrid

/// What the screens know around them: told by the machine and by the clock, whoever stands before it.
package struct Surroundings: Equatable, Sendable {
    package var link: LinkStatus = .down(nextTry: .zero)
    /// When `link` was told, as `now`.
    package var linkToldAt: Duration = .zero
    package var service: ServiceStatus
    package var supply = NoteSupply(notes: .none)
    package var unsettled: [Reference] = []
    package var news: [OwnersNews] = []
    /// Receipts are shown, but cannot be saved.
    package var isPrinterOut = false
    /// When the certificate that the line shows expires; `nil` on a line without TLS.
    package var certificateEnd: Timestamp?
    /// While an operator is at the machine, and of the last time.
    package var supervision: Supervision?
    /// Time that only rises, of the last tick.
    package var now: Duration = .zero
    package var wall: Timestamp
    package var size: Size
    package var display: App.DisplayFacts?
    /// What is drawn with: with ASCII alone there is no Bangla.
    package var glyphs = GlyphSet.unicode

    package init(size: Size) {
        self.size = size
        wall = Timestamp(unixSeconds: 0)
        service = .outOfService(.starting, since: wall)
    }

    /// How long until the line tries again; zero when it is about to, or is up.
    package var untilNextTry: Duration {
        switch link {
        case .online, .slow: .zero
        case .down(let nextTry): max(.zero, nextTry - (now - linkToldAt))
        }
    }
}

/// What a screen may look at beside its own state.
package struct Scene: Equatable, Sendable {
    package let configuration: App.Configuration
    package let language: Language
    package let surroundings: Surroundings
    /// Until the screen asks whether more time is needed; `nil` when it waits for ever.
    package let timeLeft: Duration?
    /// Before an amount: `৳` or `BDT`.
    package let currencySign: String

    package var texts: Texts { language.texts }

    /// `BDT 3,700`; poisha only if there are any.
    package func amount(_ money: Money) -> String {
        "\(currencySign) \(number(money))"
    }

    /// `3,700`.
    package func number(_ money: Money) -> String {
        money.minorUnits.isMultiple(of: 100) ? language.whole(money) : exact(money)
    }

    /// `3,700.00`.
    package func exact(_ money: Money) -> String { language.exact(money) }

    /// `40`: a number of things, or a kind of note.
    package func count(_ number: Int) -> String { language.count(number) }

    /// `3.9`: seconds and their tenths.
    package func tenths(_ duration: Duration) -> String { language.digits(duration.tenthsText) }

    /// `3 × 1000   1 × 500   2 × 100`.
    package func notes(_ notes: NoteCounts, separator: String = "   ") -> String {
        Denomination.allCases.filter { notes[$0] > 0 }
            .map { "\(count(notes[$0])) × \(count($0.rawValue))" }
            .joined(separator: separator)
    }

    /// `14:32:07`.
    package var clock: String { wallTime.clockText }

    package var wallTime: CivilTime {
        surroundings.wall.civil(utcOffset: configuration.utcOffset)
    }
}
