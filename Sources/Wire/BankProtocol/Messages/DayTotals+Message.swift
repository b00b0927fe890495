internal import ISO8583

extension DayTotals {
    func write(to message: inout Message) {
        message.set(.depositCount, to: TotalCount(deposits.count))
        message.set(.depositReversalCount, to: TotalCount(depositReversals.count))
        message.set(.withdrawalCount, to: TotalCount(withdrawals.count))
        message.set(.withdrawalReversalCount, to: TotalCount(withdrawalReversals.count))
        message.set(.depositTotal, to: TotalAmount(deposits.amount))
        message.set(.depositReversalTotal, to: TotalAmount(depositReversals.amount))
        message.set(.withdrawalTotal, to: TotalAmount(withdrawals.amount))
        message.set(.withdrawalReversalTotal, to: TotalAmount(withdrawalReversals.amount))
        message.set(.netTotal, to: NetTotal(net))
    }

    /// D97 must be what the others come to.
    init?(_ fields: inout FieldReader) {
        let deposits = Line(&fields, .depositCount, .depositTotal)
        let depositReversals = Line(&fields, .depositReversalCount, .depositReversalTotal)
        let withdrawals = Line(&fields, .withdrawalCount, .withdrawalTotal)
        let withdrawalReversals = Line(
            &fields, .withdrawalReversalCount, .withdrawalReversalTotal)
        let net = fields.read(.netTotal)
        guard let deposits, let depositReversals, let withdrawals, let withdrawalReversals else {
            return nil
        }
        self.init(
            deposits: deposits, depositReversals: depositReversals, withdrawals: withdrawals,
            withdrawalReversals: withdrawalReversals)
        fields.require(net?.amount == self.net, .netTotal)
    }
}

extension DayTotals.Line {
    fileprivate init?(
        _ fields: inout FieldReader, _ count: Field<TotalCount>, _ amount: Field<TotalAmount>
    ) {
        let (count, amount) = (fields.read(count), fields.read(amount))
        guard let count, let amount else { return nil }
        self.init(count: count.count, amount: amount.amount)
    }
}
