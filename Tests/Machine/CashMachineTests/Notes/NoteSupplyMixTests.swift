import BankProtocol
import CashMachine
import Testing

@Suite struct NoteSupplyMixTests {
    private func taka(_ amount: Int) -> Money { Money(minorUnits: Int64(amount) * 100) }

    @Test func `the fewest notes pay an amount`() {
        let supply = NoteSupply(notes: NoteCounts(thousands: 9, fiveHundreds: 9, hundreds: 9))
        #expect(
            supply.mix(for: taka(3700))
                == NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2))
    }

    @Test func `who asks for fewer large notes gets change`() {
        let supply = NoteSupply(notes: NoteCounts(thousands: 9, fiveHundreds: 9, hundreds: 9))
        #expect(
            supply.mix(for: taka(3700), preferring: .fewerLargeNotes)
                == NoteCounts(fiveHundreds: 7, hundreds: 2))
        #expect(
            supply.mix(for: taka(500), preferring: .fewerLargeNotes) == NoteCounts(hundreds: 5))
    }

    @Test func `a preference that the limit on notes forbids is bent, never refused`() {
        let supply = NoteSupply(
            notes: NoteCounts(thousands: 9, fiveHundreds: 9, hundreds: 0), mostNotes: 3)
        #expect(
            supply.mix(for: taka(2000), preferring: .fewerLargeNotes)
                == NoteCounts(thousands: 1, fiveHundreds: 2))
    }

    @Test func `nothing, less than nothing and part of a note cannot be paid`() {
        let supply = NoteSupply(notes: NoteCounts(thousands: 9, fiveHundreds: 9, hundreds: 9))
        #expect(supply.mix(for: .zero) == nil)
        #expect(supply.mix(for: taka(-100)) == nil)
        #expect(supply.mix(for: taka(150)) == nil)
        #expect(supply.mix(for: Money(minorUnits: 10_001)) == nil)
        #expect(supply.mostPayable(upTo: taka(-5)) == .zero)
        #expect(NoteSupply(notes: .none).mostPayable(upTo: taka(500)) == .zero)
        #expect(NoteSupply(notes: .none).smallestNote == nil)
    }

    @Test(arguments: [0, 1, 2, 5, 7, 40])
    func `the mix agrees with trying every handful`(mostNotes: Int) {
        for thousands in [0, 1, 3] {
            for fiveHundreds in [0, 1, 2, 4] {
                for hundreds in [0, 3, 5, 11] {
                    let supply = NoteSupply(
                        notes: NoteCounts(
                            thousands: thousands, fiveHundreds: fiveHundreds, hundreds: hundreds),
                        mostNotes: mostNotes)
                    compare(supply)
                }
            }
        }
    }

    private func compare(_ supply: NoteSupply) {
        let handfuls = everyHandful(of: supply)
        for amount in stride(from: 100, through: 7000, by: 100) {
            let exact = handfuls.filter { $0.value == taka(amount) }
            let fewest = exact.min { $0.count < $1.count }
            #expect(supply.mix(for: taka(amount))?.count == fewest?.count)
            if let mix = supply.mix(for: taka(amount)) { #expect(exact.contains(mix)) }
            #expect(
                supply.mix(for: taka(amount), preferring: .fewerLargeNotes)
                    == change(among: exact, fewest: fewest))
            let most = handfuls.map(\.value).filter { $0 <= taka(amount) }.max()
            #expect(supply.mostPayable(upTo: taka(amount)) == most ?? .zero)
        }
    }

    private func everyHandful(of supply: NoteSupply) -> [NoteCounts] {
        var all: [NoteCounts] = []
        for thousands in 0...supply.notes.thousands {
            for fiveHundreds in 0...supply.notes.fiveHundreds {
                for hundreds in 0...supply.notes.hundreds {
                    all.append(
                        NoteCounts(
                            thousands: thousands, fiveHundreds: fiveHundreds, hundreds: hundreds))
                }
            }
        }
        return all.filter { $0.count <= supply.mostNotes }
    }

    private func change(among exact: [NoteCounts], fewest: NoteCounts?) -> NoteCounts? {
        guard
            let largest = Denomination.allCases.sorted(by: >).first(where: { fewest?[$0] ?? 0 > 0 })
        else { return nil }
        return exact.min { ($0[largest], $0.count) < ($1[largest], $1.count) }
    }
}
