import BankProtocol
import Foundation
import ISO8583
import MessageSecurity
import Testing

/// Our messages in the hands of PyPI's `pyiso8583`, and its in ours.
@Suite(.enabled(if: pyISO8583IsInstalled, "there is no pyiso8583: pip install pyiso8583"))
struct PyISO8583Tests {
    /// Every kind of message with a MAC, and some hundred random ones.
    private func messages() throws -> [Message] {
        var messages = Sample.requests.map { $0.message() } + Sample.answers.map { $0.message() }
        Seeds.each { generator in
            for _ in 0..<200 {
                messages.append(generator.terminalMessage().message())
                messages.append(generator.bankMessage().message())
            }
        }
        let key = try #require(MACKey(bytes: Array(1...16)))
        return messages.map { message in
            var sealed = message
            sealed.seal(with: key)
            return sealed
        }
    }

    @Test func `pyiso8583 reads our messages and encodes them to the same bytes`() throws {
        let script = """
            import copy, iso8583, iso8583.specs, json, sys
            spec = copy.deepcopy(iso8583.specs.default_ascii)
            spec["54"]["max_len"] = 120
            for line in sys.stdin:
                decoded, _ = iso8583.decode(bytes.fromhex(line), spec)
                fields = {k: v for k, v in decoded.items() if k.isdigit() and k != "1"}
                again, _ = iso8583.encode(decoded, spec)
                print(json.dumps({"type": decoded["t"], "fields": fields, "again": again.hex()}))
            """
        let messages = try messages()
        let input = messages.map { hexadecimal($0.encoded()) }.joined(separator: "\n")
        let output = try ForeignTool(program: "python3", arguments: ["-c", script]).run(input)
        let readings = try output.split(separator: "\n").map { line in
            try JSONDecoder().decode(Reading.self, from: Data(line.utf8))
        }
        #expect(readings.count == messages.count)
        for (reading, message) in zip(readings, messages) {
            #expect(reading == Reading(of: message))
        }
    }

    @Test func `we read what pyiso8583 encodes`() throws {
        let script = """
            import iso8583, iso8583.specs
            message = {
                "t": "0201", "2": "9705000000084821", "3": "010000", "4": "000000050000",
                "7": "0314092653", "11": "000008", "12": "152653", "13": "0314", "14": "3012",
                "37": "000100000008", "41": "ATM00001", "49": "050", "60": "LWM=00000001",
                "110": "A0A1A2A3A4A5A6A7A8A9AAABACADAEAF",
            }
            print(iso8583.encode(message, iso8583.specs.default_ascii)[0].decode("ascii"), end="")
            """
        let frame = try ForeignTool(program: "python3", arguments: ["-c", script]).run("")
        var expected = Sample.withdrawal
        expected.isRepeat = true
        #expect(
            try TerminalMessage(Message(parsing: Array(frame.utf8))) == .keyed(expected))
    }
}

/// What pyiso8583 made of a message.
private struct Reading: Decodable, Equatable {
    var type: String
    var fields: [String: String]
    var again: String

    init(of message: Message) {
        type = message.type.description
        fields = [:]
        for number in message.fields {
            fields[String(number)] = message.text(number).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        again = hexadecimal(message.encoded())
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
}

private let pyISO8583IsInstalled = ForeignTool.isInstalled(
    "python3", "-c", "import iso8583.specs")
