package import BankProtocol

extension App {
    /// What a machine is before anybody touches it; none of it changes while it runs.
    package struct Configuration: Equatable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// In a terminal of its user: may be suspended and left.
            case demo
            /// In a wall: no way out but the operator's.
            case kiosk
        }

        /// A card that lies beside the demo machine, taken with a letter.
        package struct DemoCard: Equatable, Sendable {
            package enum Label: Equatable, Sendable {
                /// Who holds it.
                case holder(String)
                case reportedLost
                case expired
            }

            package var key: SideKey
            /// Who holds it, or what is wrong with it.
            package var label: Label
            package var card: Card

            package init(key: SideKey, label: Label, card: Card) {
                self.key = key
                self.label = label
                self.card = card
            }
        }

        package var kind: Kind
        /// `DU Central Bank`.
        package var bankName: String
        package var machine: TerminalID
        /// `Curzon Hall, Dhaka`.
        package var location: String
        package var demoCards: [DemoCard]
        /// Which one each customer finds; he may change it for his visit.
        package var language: Language
        /// Before an amount where the terminal has more than ASCII; there it is `BDT`.
        package var currencySign: String
        /// How long a screen waits for a key; `nil` waits for ever.
        package var screenTimeLimit: Duration?
        /// How long the bank may take with a customer's request, for the bar of the waiting screen.
        package var answerTimeLimit: Duration
        /// Seconds east of Greenwich, for the clock and for receipts.
        package var utcOffset: Int
        /// Whom to call: `16123`.
        package var hotline: String
        /// `1.0.0`.
        package var version: String

        package init(
            kind: Kind, bankName: String, machine: TerminalID, location: String,
            demoCards: [DemoCard] = [], language: Language = .english, currencySign: String = "৳",
            screenTimeLimit: Duration? = .seconds(30), answerTimeLimit: Duration = .seconds(45),
            utcOffset: Int = 6 * 3600, hotline: String = "16123", version: String = "1.0.0"
        ) {
            self.kind = kind
            self.bankName = bankName
            self.machine = machine
            self.location = location
            self.demoCards = demoCards
            self.language = language
            self.currencySign = currencySign
            self.screenTimeLimit = screenTimeLimit
            self.answerTimeLimit = answerTimeLimit
            self.utcOffset = utcOffset
            self.hotline = hotline
            self.version = version
        }
    }
}
