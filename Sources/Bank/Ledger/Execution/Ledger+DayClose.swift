import BankProtocol

extension Ledger {
    /// Compares the terminal's totals with the bank's; either answer starts a new period.
    func closeDay(
        _ totals: DayTotals, _ currency: Currency, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        try check(currency)
        let isInBalance = totals == facts.totals
        execution.answer.code = isInBalance ? .approved : .outOfBalance
        execution.answer.settlement = Settlement(
            isInBalance: isInBalance, totals: facts.totals)
        execution.opens = isInBalance ? nil : .outOfBalance
        execution.startsPeriod = true
    }
}
