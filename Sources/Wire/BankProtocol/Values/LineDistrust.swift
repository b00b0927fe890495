/// Why the two ends of a line do not trust each other, as far as the machine can do something about it.
package enum LineDistrust: Hashable, Sendable {
    /// What the bank shows is no certificate of the machine's bank, or is out of its time.
    case bank
    /// This terminal's certificate is out of its time, another terminal's, or refused by the bank.
    case terminal
}
