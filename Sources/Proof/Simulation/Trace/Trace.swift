/// The story of one run: always a hash of it, and its lines when wanted.
///
/// The hash is the same whenever the same seed is run, on any machine, in debug and in release.
package struct Trace: Sendable {
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    package private(set) var lines: [String] = []
    let isKept: Bool

    init(isKept: Bool) {
        self.isKept = isKept
    }

    mutating func mix(_ word: UInt64) {
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
    }

    mutating func mix(_ bytes: [UInt8]) {
        mix(fnv(bytes[...]))
    }

    mutating func note(_ now: Instant, _ line: () -> String) {
        guard isKept else { return }
        lines.append("\(now.text)  \(line())")
    }

    /// A line without the wordy parts of how Swift prints values: `1·18` for a key.
    package static func plain(_ line: String) -> String {
        var line = line
        for module in ["BankProtocol.", "CashMachine.", "Retry."] {
            line = line.replacing(module, with: "")
        }
        line = line.replacing(
            /RequestKey\(epoch: Epoch\(number: (\d+)\), sequence: SequenceNumber\(number: (\d+)\)\)/
        ) { "\($0.1)·\($0.2)" }
        return line.replacing(/Money\(minorUnits: (-?\d+)\)/) { "\($0.1)" }
    }
}

/// FNV-1a, 64 bits.
func fnv(_ bytes: ArraySlice<UInt8>, _ start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

extension Instant {
    /// `1:02:03.004`, hours first.
    package var text: String {
        let milliseconds = microseconds / 1000
        let (hours, rest) = milliseconds.quotientAndRemainder(dividingBy: 3_600_000)
        return
            "\(hours):\(pad(rest / 60_000, 2)):\(pad(rest / 1000 % 60, 2)).\(pad(rest % 1000, 3))"
    }

    private func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
