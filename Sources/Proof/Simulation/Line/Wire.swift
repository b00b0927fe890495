internal import Retry

/// One connection between a machine and the bank; each end knows for itself whether it is there.
struct Wire {
    let machine: Int
    /// Of the machine's lives, the one that made it.
    let life: Int
    let connection: ConnectionID
    var isOpenAtMachine = true
    var isOpenAtBank = true
    /// When the latest frame of each direction arrives: one that arrives earlier has overtaken it.
    var latest: (toBank: Instant, fromBank: Instant) = (.start, .start)
}

/// Which way a frame goes.
enum Direction: Int {
    case toBank
    case fromBank
}
