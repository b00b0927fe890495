internal import CashMachine
internal import Control
internal import LinkFaults

/// Every fault that can be ordered, for those who do not know the letters.
enum FaultList {
    static let orders: [ControlOrder] =
        strikes
        + [
            .line(.cut), .line(.partitioned([.toBank])), .line(.partitioned([.fromBank])),
            .line(.whole), .killBank(at: nil),
        ] + BankPoint.allCases.map { .killBank(at: $0) } + [.holdBank, .startBank]
        + [.killMachine(at: nil)] + JournalPoint.allCases.map { .killMachine(at: $0) }
        + DeviceFault.all.map { .device($0, isStanding: false) } + [.clear]

    private static var strikes: [ControlOrder] {
        LinkFaults.Direction.allCases.flatMap { direction in
            [Strike.drop, .duplicate, .delay(.seconds(2)), .reorder, .corrupt].map {
                .next(direction, $0)
            }
        }
    }
}
