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
        /// The other half of a `doubtfulWithdrawal` that was to come here: it rose by this much, or nothing happened, ever.
        case doubtfulDeposit(Money)
        /// Gives back this much of what is at place `of` among the operations, after it, and takes back where this is below
        /// zero; nothing if nothing happened.
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
