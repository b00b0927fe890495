/// How far a campaign has come, in a line: seeds done, rate and time left.
struct CampaignPace {
    /// `nil` when only the time ends it.
    let total: UInt64?
    let limit: Duration?
    var done: UInt64 = 0

    func text(after elapsed: Duration) -> String {
        let minutes = max(elapsed / .seconds(60), 0.0001)
        let rate = Double(done) / minutes
        let ofTotal = total.map { " of \($0)" } ?? ""
        return "\(done)\(ofTotal) seeds, \(Int(rate)) a minute, \(timeLeft(elapsed, rate)) left"
    }

    /// Whichever ends first: the seeds or the time.
    private func timeLeft(_ elapsed: Duration, _ rate: Double) -> String {
        let ofSeeds = total.map { Double($0 - min(done, $0)) / rate * 60 } ?? .infinity
        let ofTime = limit.map { max(0, ($0 - elapsed) / .seconds(1)) } ?? .infinity
        let seconds = Int(min(ofSeeds, ofTime, 8_640_000).rounded(.up))
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
