internal import BankProtocol
internal import CashMachine

/// How the files write single values.
enum JournalText {
    /// `0001-00000008`.
    static func key(_ key: RequestKey) -> String {
        padded(key.epoch.number, 4) + "-" + padded(key.sequence.number, 8)
    }

    static func key(_ text: String) -> RequestKey? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let epochNumber = UInt16(parts[0]),
            let epoch = Epoch(number: epochNumber), let number = UInt32(parts[1]),
            let sequence = SequenceNumber(number: number)
        else { return nil }
        return RequestKey(epoch: epoch, sequence: sequence)
    }

    /// Sixteen hex digits.
    static func hex(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func bits(_ hex: String) -> UInt64? {
        hex.utf8.count == 16 ? UInt64(hex, radix: 16) : nil
    }

    static func notes(_ notes: NoteCounts) -> [Int] {
        [notes.thousands, notes.fiveHundreds, notes.hundreds]
    }

    static func notes(_ counts: [Int]) -> NoteCounts? {
        guard counts.count == 3, counts.allSatisfy({ $0 >= 0 }) else { return nil }
        return NoteCounts(thousands: counts[0], fiveHundreds: counts[1], hundreds: counts[2])
    }

    static func time(_ time: TransmissionTime) -> String {
        [time.month, time.day, time.hour, time.minute, time.second].map { padded($0, 2) }.joined()
    }

    static func time(_ time: LocalTime) -> String {
        [time.month, time.day, time.hour, time.minute, time.second].map { padded($0, 2) }.joined()
    }

    static func transmissionTime(_ text: String) -> TransmissionTime? {
        guard let parts = fiveNumbers(text) else { return nil }
        return TransmissionTime(
            checkedMonth: parts[0], day: parts[1], hour: parts[2], minute: parts[3],
            second: parts[4])
    }

    static func localTime(_ text: String) -> LocalTime? {
        guard let parts = fiveNumbers(text) else { return nil }
        return LocalTime(
            checkedMonth: parts[0], day: parts[1], hour: parts[2], minute: parts[3],
            second: parts[4])
    }

    private static func fiveNumbers(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { $0 &- UInt8(ascii: "0") }
        guard digits.count == 10, digits.allSatisfy({ $0 < 10 }) else { return nil }
        return stride(from: 0, to: 10, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    }

    private static func padded(_ number: some BinaryInteger, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
