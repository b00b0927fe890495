/// SplitMix64: the same seed gives the same test.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

enum Seeds {
    /// Runs `body` with a fixed seed and with a new one, and prints both, so that a failure can be had again by
    /// writing its seed here.
    static func each(
        _ test: String = #function, _ body: (inout SeededGenerator) throws -> Void
    ) rethrows {
        for seed in [8583, UInt64.random(in: 0...UInt64.max)] {
            print("\(test): seed \(seed)")
            var generator = SeededGenerator(seed: seed)
            try body(&generator)
        }
    }
}

extension RandomNumberGenerator {
    mutating func chance() -> Bool { Bool.random(using: &self) }

    mutating func number<Value: FixedWidthInteger>(_ range: ClosedRange<Value>) -> Value {
        Value.random(in: range, using: &self)
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[number(0...values.count - 1)]
    }

    /// Printable ASCII.
    mutating func text(_ lengths: ClosedRange<Int>) -> String {
        let bytes = (0..<number(lengths)).map { _ in number(UInt8(0x20)...0x7E) }
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func digits(_ lengths: ClosedRange<Int>) -> String {
        (0..<number(lengths)).map { _ in String(number(0...9)) }.joined()
    }
}
