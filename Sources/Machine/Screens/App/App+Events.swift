package import BankProtocol
package import CashMachine
package import TextGrid

extension App {
    /// What happens to the screens.
    package enum Event: Equatable, Sendable {
        /// A key, but for those that `State.keysGoToPINPad` sends elsewhere.
        case key(Key)
        /// The PIN pad took a digit; which one, nobody here knows.
        case pinDigit
        case pinErasedOne
        case pinCleared
        /// What the PIN pad thinks of the digits of a new PIN, after each of these.
        case newPINJudged(NewPINScreen.Weakness?)
        /// The second was not the first; the PIN pad has wiped both.
        case newPINsDiffer
        case report(MachineReport)
        /// Time passed: `uptime` only ever rises, `wall` may jump. Once a `State.tickInterval`, and at the start.
        case tick(uptime: Duration, wall: Timestamp)
        case resized(Size)
        /// What the display and the theme are just now; for the help page.
        case displayChanged(DisplayFacts)
        /// Whether receipts can be saved at all just now.
        case printerChanged(isOut: Bool)
        /// When the certificate that the line shows expires; `nil` on a line without TLS.
        case certificateKnown(until: Timestamp?)
        /// The keeper of the operator's code answers `openOperatorPad` or `judgeOperatorCode`.
        case operatorCode(OperatorCodeAnswer)
        /// What `readJournal` found.
        case journalRead(JournalPage.State.Content)
        case receiptSaved(path: String)
        /// `reason` is a sentence.
        case receiptNotSaved(reason: String)
    }

    /// What the screens ask of the world. In order; none of them answers but by an event.
    package enum Effect: Equatable, Sendable {
        case command(CustomerCommand)
        /// Empty the PIN pad and let it take the digits of a PIN.
        case openPINPad
        /// Wipe what the PIN pad holds.
        case wipePINPad
        /// Make the PIN pad's digits into a block for this card, wipe them, and send `.verify` with it to the machine.
        case makePINBlock(CardNumber)
        case operatorOrder(CashMachine.OperatorOrder)
        /// Empty the PIN pad for the operator's code, and ask whether one may be typed; `operatorCode` follows.
        case openOperatorPad
        /// Have the PIN pad's digits judged as the operator's code, and wiped; `operatorCode` follows.
        case judgeOperatorCode
        /// Read the journal; `journalRead` follows.
        case readJournal
        /// Have the machine start a new instance, under a name drawn for it.
        case startInstance
        /// Let the PIN pad keep its digits as the first entry of a new PIN, and take a second.
        case keepNewPIN
        /// If the PIN pad's digits are the same as those kept, make a block of them for this card, wipe all, and send
        /// `.changePIN` with it to the machine; else wipe all, and tell `newPINsDiffer`.
        case makeNewPINBlock(CardNumber)
        case beep
        /// Throw away keys that were typed before the screen they meet was drawn.
        case flushTypeAhead
        /// Draw with the next theme, and tell `displayChanged`.
        case nextTheme
        /// Draw every cell anew.
        case redraw
        case suspend
        case quit
        /// Write `text` into a file named `name` of the customer's choice of folder; then `receiptSaved` or `…NotSaved`.
        case saveReceipt(name: String, text: String)
        /// The same for a receipt that nobody waits for, unless it is there already.
        case keepReceipt(name: String, text: String)
    }

    /// For the last line of the help page.
    package struct DisplayFacts: Equatable, Sendable {
        package var theme: String
        /// 0 without any.
        package var colours: Int
        package var isUTF8: Bool
        /// What is drawn with: ASCII too where the theme wants it.
        package var glyphs: GlyphSet

        package init(theme: String, colours: Int, isUTF8: Bool, glyphs: GlyphSet? = nil) {
            self.theme = theme
            self.colours = colours
            self.isUTF8 = isUTF8
            self.glyphs = glyphs ?? (isUTF8 ? .unicode : .ascii)
        }
    }

    /// How to draw: what the terminal can show and the theme wants.
    package struct DrawStyle: Equatable, Sendable {
        package var glyphs: GlyphSet
        package var box: BoxStyle

        package init(glyphs: GlyphSet, box: BoxStyle = .single) {
            self.glyphs = glyphs
            self.box = box
        }
    }
}
