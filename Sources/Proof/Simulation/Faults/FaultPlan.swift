internal import LinkFaults

/// Which faults a seed has, and how strong: a random subset, so that rare ones are not drowned by frequent ones (swarm
/// testing: Groce and others, "Swarm Testing", 2012).
struct FaultPlan {
    struct Lane {
        var lossPercent = 0
        var duplicatePercent = 0
        var delayPercent = 0
        var longestDelay = 0
        var corruptPercent = 0
        var latency = 1_000...20_000
    }

    var toBank = Lane()
    var fromBank = Lane()
    /// Of frames doubled, how many turn up again on a later connection.
    var ghostPercent = 0
    /// Of originals that were lost, how many turn up once their reversal or advice is on its way.
    var overtakenPercent = 0
    /// Of requests about money, how many come a second time with another amount.
    var otherContentPercent = 0
    /// Mean time between two of the faults that come by themselves, in seconds; which of them.
    var pause = 60
    var mischief: [FaultKind] = []

    /// One effect in so many is the machine's last; 0 = never.
    var machineCrashOneIn = 0
    /// One commit in so many is the bank's last.
    var bankCrashOneIn = 0
    var commitErrorOneIn = 0
    var recordErrorOneIn = 0
    var slowCommitPercent = 0
    var journalErrorOneIn = 0
    var dispenserFaultPercent = 0
    var escrowFaultPercent = 0

    var wrongPINPercent = 0
    var stopPercent = 0
    var slowPercent = 0
    var forgetPercent = 0
    /// How often nobody comes for a while.
    var lullPercent = 0
    /// How often an operator who makes his round looks after the cash.
    var cashVisitPercent = 0
    /// How often he comes to close the machine's day; 0 also lets it end without a close.
    var dayClosePercent = 0

    /// Money operations that the customers try, all machines together.
    var moneyOperations = 40
    var terminals = 1
    /// The most requests of one commit.
    var batch = 512
    /// The most that wait for the bank's writer, all together, and of one connection.
    var waitingRequests = 4096
    var requestsPerConnection = 512
    /// `nil`: adaptive.
    var repeatAfter: Duration? = .seconds(1)
}

extension FaultPlan {
    init(seed: UInt64) {
        var random = SplitMix64.stream(seed, 1)
        toBank = Lane(&random)
        fromBank = Lane(&random)
        ghostPercent = random.oneIn(3) ? random.within(1...50) : 0
        pause = random.within(5...240)
        for kind in [
            FaultKind.partition, .connectionCut, .machineCrash, .bankCrash, .diskNearlyFull,
            .journalPutBack, .machineReplaced, .machineClock, .bankClock, .clerkChanges,
            .strayReversal,
        ] {
            let odds =
                kind == .journalPutBack || kind == .machineReplaced || kind == .strayReversal
                ? 5 : 2
            if random.oneIn(odds) { mischief.append(kind) }
        }
        machineCrashOneIn = random.oneIn(2) ? random.within(20...400) : 0
        bankCrashOneIn = random.oneIn(2) ? random.within(10...200) : 0
        commitErrorOneIn = random.oneIn(3) ? random.within(10...200) : 0
        recordErrorOneIn = random.oneIn(3) ? random.within(5...100) : 0
        slowCommitPercent = random.oneIn(2) ? random.within(1...60) : 0
        journalErrorOneIn = random.oneIn(4) ? random.within(30...400) : 0
        dispenserFaultPercent = random.oneIn(2) ? random.within(1...50) : 0
        escrowFaultPercent = random.oneIn(2) ? random.within(1...50) : 0
        wrongPINPercent = random.oneIn(2) ? random.within(1...40) : 0
        stopPercent = random.oneIn(2) ? random.within(1...30) : 0
        slowPercent = random.oneIn(2) ? random.within(1...30) : 0
        forgetPercent = random.oneIn(2) ? random.within(1...30) : 0
        moneyOperations = random.within(42...54)
        terminals = random.oneIn(3) ? 2 : 1
        batch = random.oneIn(3) ? random.within(1...4) : 512
        otherContentPercent = random.oneIn(4) ? random.within(1...20) : 0
        repeatAfter = random.oneIn(4) ? nil : .seconds(1)
        overtakenPercent = random.oneIn(2) ? random.within(20...100) : 0
        lullPercent = random.oneIn(4) ? random.within(1...10) : 0
        cashVisitPercent = random.oneIn(2) ? random.within(1...20) : 0
        waitingRequests = random.oneIn(4) ? random.within(1...4) : 4096
        requestsPerConnection = random.oneIn(4) ? random.within(1...3) : 512
        dayClosePercent = random.oneIn(2) ? random.within(5...40) : 0
    }
}

extension FaultPlan.Lane {
    init(_ random: inout SplitMix64) {
        switch random.below(20) {
        case 0...7: lossPercent = 0
        case 8...15: lossPercent = random.within(1...20)
        case 16...18: lossPercent = random.within(20...60)
        default: lossPercent = random.within(60...95)
        }
        duplicatePercent = random.oneIn(2) ? random.within(1...50) : 0
        delayPercent = random.oneIn(2) ? random.within(1...50) : 0
        longestDelay = random.one(of: [100_000, 2_000_000, 30_000_000, 120_000_000])
        corruptPercent = random.oneIn(3) ? random.within(1...20) : 0
        let slowest = random.one(of: [2_000, 20_000, 300_000, 1_500_000])
        latency = 500...slowest
    }
}
