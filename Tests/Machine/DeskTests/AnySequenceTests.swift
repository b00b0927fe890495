import BankProtocol
import Control
import ISO8583
import LinkFaults
import Testing
import TextGrid

@testable import Desk

/// Whatever comes, in whatever order: nothing traps, and every row is as wide as the terminal.
@Suite struct AnySequenceTests {
    private static let keys: [Key] =
        Desk.bindings.flatMap(\.keys).map(\.key)
        + [.unknown, .digit(7), .letter("x"), .click(Position(row: 3, column: 70))]

    private static let sizes = [
        Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 60, rows: 20),
        Size(columns: 62, rows: 33), Size(columns: 80, rows: 24), Size(columns: 116, rows: 20),
        Size(columns: 117, rows: 21), Size(columns: 120, rows: 50), Size(columns: 500, rows: 150),
    ]

    private static func frame(_ random: inout SplitMix64) -> [UInt8] {
        let request = Sample.withdrawal(UInt32.random(in: 1...99_999_999, using: &random) % 5 + 1)
        let undo = Sample.reversal(request.key.sequence.number)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return Sample.message(request).encoded()
        case 1: return Sample.message(request, try: 2).encoded()
        case 2: return Sample.answer(request, .approved, .replay).encoded()
        case 3: return Sample.message(undo).encoded()
        case 4: return Sample.answer(undo, .approved, .unknownOriginal).encoded()
        default:
            return (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
        }
    }

    private static func sighting(_ random: inout SplitMix64) -> LineSighting {
        let fates: [Fate] = [
            .intact, .dropped(.chance), .dropped(.partition), .delivered([]),
            .delivered([Fate.Copy(), Fate.Copy()]),
        ]
        let event: LineSighting.Event =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .arrived
            case 1: .lostWithConnection
            default: .entered(fates[Int.random(in: 0..<fates.count, using: &random)])
            }
        return LineSighting(
            message: Int.random(in: -1...30, using: &random),
            copy: Int.random(in: -1...2, using: &random),
            direction: Bool.random(using: &random) ? .toBank : .fromBank,
            frame: frame(&random), at: .milliseconds(Int.random(in: 0...9_999_999, using: &random)),
            event: event)
    }

    private static func event(_ random: inout SplitMix64) -> Desk.Event {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: .line(.sighting(sighting(&random)))
        case 5: .control(Bool.random(using: &random) ? Scenes.faults : ControlState())
        case 6: .books(Bool.random(using: &random) ? Scenes.books : Scenes.brokenBooks)
        default: .key(keys[Int.random(in: 0..<keys.count, using: &random)])
        }
    }

    @Test(arguments: 1...40)
    func `any sequence of sightings and keys keeps every row as wide as asked`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var state = Desk.State(seed: seed)
        for step in 0..<200 {
            _ = Desk.reduce(&state, Self.event(&random))
            guard step.isMultiple(of: 10) else { continue }
            let size = Self.sizes[Int.random(in: 0..<Self.sizes.count, using: &random)]
            let grid = Desk.draw(state, size, Desk.DrawStyle())
            #expect(grid.size == size)
            let isWhole = grid.lines.allSatisfy { $0.columns == size.columns }
            #expect(isWhole, "seed \(seed), step \(step)")
        }
    }
}
