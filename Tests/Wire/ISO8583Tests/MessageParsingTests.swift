import ISO8583
import Testing

struct MessageParsingTests {
    private func error(_ frame: some Sequence<UInt8>) -> StructureError? {
        do throws(StructureError) {
            _ = try Message(parsing: Array(frame))
            return nil
        } catch {
            return error
        }
    }

    private func error(_ frame: String) -> StructureError? { error(frame.utf8) }

    @Test func `type and one bit map are the shortest message`() throws {
        #expect(error("02000000000000000000") == nil)
        #expect(error("0200000000000000000") == .frameLength(19))
        #expect(error("") == .frameLength(0))
    }

    @Test func `nothing longer than 4096 bytes is looked at`() {
        #expect(error(repeatElement(0x30, count: 4097)) == .frameLength(4097))
    }

    @Test func `bytes outside printable ASCII are found wherever they are`() {
        let frame = Array("0200000000000001000020LWM=00000001zzzzzzz".utf8)
        for offset in frame.indices {
            for byte: UInt8 in [0x00, 0x0A, 0x1B, 0x1F, 0x7F, 0x80, 0xFF] {
                var bytes = frame
                bytes[offset] = byte
                #expect(error(bytes) == .unprintable(byte: byte, offset: offset))
            }
        }
    }

    @Test func `the type is four digits`() {
        #expect(error("02A00000000000000000") == .typeNotDigits)
        #expect(error(" 2000000000000000000") == .typeNotDigits)
    }

    @Test func `bit maps are upper-case hexadecimal`() {
        #expect(error("0200000000000000000g") == .bitMapNotHexadecimal)
        #expect(error("0200a000000000000000") == .bitMapNotHexadecimal)
        #expect(error("02008000000000000000000000000000000x") == .bitMapNotHexadecimal)
    }

    @Test func `an announced second bit map must be there and hold something`() {
        #expect(error("0200800000000000000004000000") == .frameLength(28))
        #expect(error("020080000000000000000000000000000000") == .secondBitMapEmpty)
    }

    @Test func `an element that the table does not define is an error`() {
        // D53, and D65, the first bit of the second map.
        #expect(error("02000000000000000800") == .undefinedField(53))
        #expect(error("020080000000000000008000000000000000") == .undefinedField(65))
    }

    @Test func `a message may not end inside an element or its length`() {
        #expect(error("0200200000000000000001000") == .truncated(field: 3))
        #expect(error("020000000000000100000") == .truncated(field: 48))
        #expect(error("02000000000000010000004abc") == .truncated(field: 48))
        #expect(error("02000000000000010000003abc") == nil)
    }

    @Test func `the length of a variable element is digits within its bounds`() {
        #expect(error("0200000000000001000000xabc") == .lengthNotDigits(field: 48))
        #expect(error("02000000000000010000 03abc") == .lengthNotDigits(field: 48))
        #expect(error("02000000000000010000000") == .lengthOutOfRange(field: 48, length: 0))
        #expect(
            error("02004000000000000000" + "20" + "12345678901234567890")
                == .lengthOutOfRange(field: 2, length: 20))
        #expect(error("02004000000000000000" + "19" + "1234567890123456789") == nil)
    }

    @Test func `nothing may follow the last element`() {
        #expect(error("02000000000000010000003abcX") == .leftOver(1))
        #expect(error("02000000000000000000ABC") == .leftOver(3))
    }

    @Test func `letters in a number are no matter of structure`() throws {
        let message = try Message(parsing: Array("02002000000000000000ABCDEF".utf8))
        #expect(message.text(3) == Array("ABCDEF".utf8))
    }

    @Test func `each error is one sentence without any content`() {
        let errors: [StructureError] = [
            .frameLength(3), .unprintable(byte: 10, offset: 4), .typeNotDigits,
            .bitMapNotHexadecimal, .secondBitMapEmpty, .undefinedField(53), .truncated(field: 3),
            .lengthNotDigits(field: 2), .lengthOutOfRange(field: 2, length: 20), .leftOver(1),
        ]
        for error in errors {
            #expect(error.description.hasSuffix("."))
            #expect(!error.description.contains("\n"))
        }
        #expect(StructureError.undefinedField(53).description == "Data element 53 is not defined.")
    }
}
