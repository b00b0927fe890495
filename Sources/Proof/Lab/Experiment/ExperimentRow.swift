internal import Retry

/// One point, measured: a line of the CSV, and all that tables and pictures know of it.
package struct ExperimentRow: Hashable, Sendable {
    package var point: ExperimentPoint
    /// Seconds.
    package var times: ConfirmationTimes.Summary
    package var clock: ExperimentClock

    package init(
        point: ExperimentPoint, times: ConfirmationTimes.Summary, clock: ExperimentClock
    ) {
        self.point = point
        self.times = times
        self.clock = clock
    }

    package var theory: Theory { point.theory(clock) }

    /// By how many standard errors the mean is off, what the clock is allowed left out; zero is right on it.
    package var standardErrorsOff: Double {
        let theory = theory
        let interval = point.policy.settledInterval(clock.roundTrip).inSeconds
        // Below the CSV's last digit there is no difference.
        let allowed = clock.allowance * interval + 0.000_001
        let off = max(0, abs(times.mean - theory.mean) - allowed)
        return off == 0 ? 0 : off / theory.standardError(of: times.count)
    }

    /// Whether chance explains the distance: within three standard errors, as 99.7 in a hundred means are.
    package var bearsOutTheory: Bool { standardErrorsOff <= 3 }
}

extension ExperimentPoint {
    package func theory(_ clock: ExperimentClock) -> Theory {
        Theory(
            lossToBank: lossToBank, lossFromBank: lossFromBank,
            interval: policy.settledInterval(clock.roundTrip), roundTrip: clock.roundTrip,
            limit: ExperimentPlan.limit)
    }
}

// MARK: - CSV

extension ExperimentRow {
    package static let csvHeader =
        "loss_req,loss_resp,seed,n,mean,median,p5,p95,p99,max,censored,retry,clock"

    package var csv: String {
        let seconds = [times.mean, times.median, times.p5, times.p95, times.p99, times.max]
        return
            ([
                "\(point.lossToBank)", "\(point.lossFromBank)", "\(point.seed)", "\(times.count)",
            ] + seconds.map { $0.text(decimals: 6) } + [
                "\(times.censored)", point.policy.description, clock.rawValue,
            ]).joined(separator: ",")
    }
}

extension Double {
    /// Rounded, with this many digits after the point.
    ///
    /// - Precondition: Below nine billion, with at most six decimals.
    package func text(decimals: Int) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let units = Int((self * Double(scale)).rounded())
        let fraction = String(units.magnitude % UInt(scale))
        let sign = units < 0 ? "-" : ""
        let whole = "\(sign)\(units.magnitude / UInt(scale))"
        guard decimals > 0 else { return whole }
        return whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
