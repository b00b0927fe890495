package import BankProtocol

/// One thing done to an account, as seen from outside the bank: when it was begun, by when it was over, what it did.
package struct AccountOperation: Hashable, Sendable {
    package enum Effect: Hashable, Sendable {
        /// The balance was shown as this.
        case read(Money)
        /// Approved: the balance reached, and fell by this much.
        case withdrawal(Money)
        /// Nobody was told whether it was approved: it fell by this much where it reached, or nothing happened, ever.
        case doubtfulWithdrawal(Money)
        /// Refused because the balance did not reach for this much; it was told as `told`, if at all.
        case refusal(Money, told: Money?)
        case deposit(Money)
        /// Gives back this much of the withdrawal at place `of` among the operations, after it; nothing if nothing happened.
        case reversal(of: Int, Money)
    }

    /// Nanoseconds of any clock that never falls: it took effect at or after `began`, at or before `ended`.
    package var began: Int64
    package var ended: Int64
    package var effect: Effect
    /// For people: whose request it was.
    package var name: String

    package init(_ effect: Effect, began: Int64, ended: Int64, name: String = "") {
        self.began = began
        self.ended = ended
        self.effect = effect
        self.name = name
    }
}
