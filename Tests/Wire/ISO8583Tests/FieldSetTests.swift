import ISO8583
import Testing

struct FieldSetTests {
    @Test func `members come in ascending order, whichever map they are in`() {
        let fields: FieldSet = [128, 2, 65, 64, 39]
        #expect(Array(fields) == [2, 39, 64, 65, 128])
        #expect(fields.count == 5)
        #expect(fields.lowest == 2)
    }

    @Test func `the second map is needed from element 65 on`() {
        #expect(!([2, 64] as FieldSet).needsSecondMap)
        #expect(([2, 65] as FieldSet).needsSecondMap)
    }

    @Test func `what was removed is no member`() {
        var fields: FieldSet = [2, 128]
        fields.remove(128)
        #expect(fields == [2])
        fields.remove(2)
        #expect(fields.isEmpty)
        #expect(fields.lowest == nil)
    }

    @Test func `difference and union are those of sets`() {
        #expect(([2, 3, 70] as FieldSet).subtracting([3, 90]) == [2, 70])
        #expect(([2] as FieldSet).union([70]) == [2, 70])
    }
}
