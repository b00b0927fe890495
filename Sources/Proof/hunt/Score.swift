/// What a campaign has been through so far.
struct Score {
    var cycles = 0
    var bankKills = 0
    var machineKills = 0
    /// Times at which all was at rest and in order.
    var rests = 0
    /// Keys that moved money, or tried to.
    var keys = 0
    /// Accounts' histories with an order, and the operations in them.
    var histories = 0
    var operations = 0
    /// Histories too long to judge.
    var undecided = 0

    func line(since start: ContinuousClock.Instant) -> String {
        let minutes = (ContinuousClock.now - start) / .seconds(60)
        let pace = minutes > 0 ? Int((Double(cycles) / minutes).rounded()) : 0
        return
            "\(cycles) cycles (\(pace) a minute), \(bankKills) kills of the bank, \(machineKills) of "
            + "machines, \(rests) rests in order, \(keys) money keys, \(histories) histories "
            + "linearizable (\(operations) operations), \(undecided) undecided"
    }
}
