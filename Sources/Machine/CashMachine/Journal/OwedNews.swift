package import BankProtocol

/// What the book keeps of a transaction until its owner was told how it ended, beyond the time when it is settled.
package struct OwedNews: Hashable, Sendable {
    package var kind: Receipt.Kind
    package var amount: Money
    package var notes: NoteCounts
    package var lastFour: String
    /// `nil` while it is open.
    package var ending: Ending?
    /// The receipt "not yet confirmed", and the one that replaces it.
    package var receipt: Int?
    package var replacement: Int?
    /// The owner has read it; only a new receipt would be news again.
    package var isTold = false

    init(_ withdrawal: Withdrawal) {
        kind = .withdrawal
        amount = withdrawal.amount
        notes = withdrawal.notes
        lastFour = withdrawal.lastFour
    }

    init(_ deposit: Deposit) {
        kind = .deposit
        amount = deposit.amount
        notes = deposit.notes
        lastFour = deposit.lastFour
        receipt = deposit.receipt
    }

    init(_ transfer: Transfer) {
        kind = .transfer(from: nil, to: transfer.order.to)
        amount = transfer.order.amount
        notes = .none
        lastFour = transfer.lastFour
    }

    /// Whether nothing can come of it that the owner has not read.
    fileprivate var isOver: Bool {
        let isReceiptOwed = ending == .credited && receipt != nil && replacement == nil
        return isTold && ending != nil && !isReceiptOwed
    }
}

// MARK: - Entries

extension Book {
    mutating func interrupted(_ key: RequestKey, _ event: JournalEvent) throws(BookError) {
        guard news[key] == nil else { throw BookError(event) }
        if let withdrawal = withdrawals[key] {
            news[key] = OwedNews(withdrawal)
        } else if let deposit = deposits[key] {
            news[key] = OwedNews(deposit)
        } else if let transfer = transfers[key] {
            news[key] = OwedNews(transfer)
        } else {
            throw BookError(event)
        }
    }

    mutating func told(_ key: RequestKey, _ event: JournalEvent) throws(BookError) {
        guard news[key] != nil else { throw BookError(event) }
        news[key]?.isTold = true
        forgetIfOver(key)
    }

    /// A receipt for what is open says "not yet confirmed": how it ends is news.
    mutating func gave(receipt number: Int, for key: RequestKey, replacing earlier: Int?) {
        if earlier != nil {
            news[key]?.replacement = number
            news[key]?.isTold = false
        } else if let deposit = deposits[key] {
            news[key] = news[key] ?? OwedNews(deposit)
            news[key]?.receipt = number
        }
    }

    /// Before the key is taken off the open ones.
    mutating func ends(_ key: RequestKey, _ ending: Ending) {
        if let deposit = deposits[key] {
            news[key]?.amount = deposit.amount
            news[key]?.notes = deposit.notes
        }
        news[key]?.ending = ending
        forgetIfOver(key)
    }

    private mutating func forgetIfOver(_ key: RequestKey) {
        if news[key]?.isOver == true { news[key] = nil }
    }
}
