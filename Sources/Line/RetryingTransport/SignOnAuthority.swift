package import BankProtocol
package import LineSession

/// Who answers for the journal in a sign-on (`protocol.md` §4.2).
package protocol SignOnAuthority: Sendable {
    /// What the journal says of itself now.
    func signOn() async -> SignOn
    /// The bank's answer to `signOn`; acted on only if the journal still says what `signOn` said.
    func answered(_ signOn: SignOn, with answer: NetworkAnswer) async -> SignOnVerdict
}
