/// Everything that the simulation lets go wrong; each is counted whenever it fires.
package enum FaultKind: Int, CaseIterable, Sendable {
    case messageLost
    case messageDuplicated
    case messageDelayed
    case messageReordered
    case messageCorrupted
    case messageFromThePast
    case originalOvertaken
    case otherContent
    case strayReversal
    case partition
    case connectionCut
    case machineCrash
    case machineCrashInWrite
    case bankCrash
    case bankCrashAroundCommit
    case commitError
    case commitSlow
    case recordError
    case lockHeld
    case diskNearlyFull
    case journalError
    case journalPutBack
    case machineReplaced
    case machineClock
    case bankClock
    case dispenserFault
    case escrowFault
    case wrongPIN
    case customerStops
    case customerSlow
    case customersStayAway
    case cardNotTaken
    case cashNotTaken
    case operatorCount
    case operatorChangesCash
    case operatorSetsAside
    case operatorClosesDay
    case clerkResolves
    case clerkChanges
    case clerkResetsTries
    case clerkClosesDay

    package var name: String {
        "\(self)".replacing(/[A-Z]+/) { "-\($0.0.lowercased())" }
    }
}

/// How often each has fired.
package struct FaultCounts: Sendable {
    package private(set) var counts = [Int](repeating: 0, count: FaultKind.allCases.count)

    package init() {}

    package subscript(kind: FaultKind) -> Int { counts[kind.rawValue] }
    package var total: Int { counts.reduce(0, +) }

    mutating func count(_ kind: FaultKind) { counts[kind.rawValue] += 1 }

    package mutating func add(_ other: FaultCounts) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }
}
