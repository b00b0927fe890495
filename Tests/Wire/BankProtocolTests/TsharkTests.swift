import BankProtocol
import Foundation
import ISO8583
import MessageSecurity
import Testing

/// Our messages in the hands of Wireshark's dissector.
@Suite(.enabled(if: tsharkIsInstalled, "there is no tshark: apt-get install tshark"))
struct TsharkTests {
    @Test func `tshark finds nothing malformed in any of our messages`() throws {
        let key = try #require(MACKey(bytes: Array(1...16)))
        let messages =
            (Sample.requests.map { $0.message() } + Sample.answers.map { $0.message() }).map {
                message in
                var sealed = message
                sealed.seal(with: key)
                return sealed
            }
        let lines = try dissect(messages)
        #expect(lines.count == messages.count)
        for (line, message) in zip(lines, messages) {
            // Type, first bit map as tshark names it, then nothing of what an expert or a failed dissector says.
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(columns.map(String.init) == [message.type.description, "", ""], "\(message)")
        }
    }

    @Test func `tshark does find a malformed message`() throws {
        var frame = TerminalMessage.keyed(Sample.withdrawal).message().encoded()
        frame.removeLast(8)
        let lines = try dissect(frames: [frame])
        #expect(lines.joined().contains("MALFORMED"))
    }

    private func dissect(_ messages: [Message]) throws -> [String] {
        try dissect(frames: messages.map { $0.encoded() })
    }

    /// One line a message: its type, and what experts and failed dissectors say.
    private func dissect(frames: [[UInt8]]) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pcap")
        try Data(PacketCapture(of: frames, toPort: 8583).bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try ForeignTool(
            program: "tshark",
            arguments: [
                "-r", file.path(), "-d", "tcp.port==8583,iso8583",
                "-o", "iso8583.len_endian:bigendian", "-T", "fields", "-e", "iso8583.mti",
                "-e", "_ws.expert.message", "-e", "_ws.malformed",
            ]
        ).run("")
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}

/// A capture of one TCP connection in the classic pcap format, a packet a message.
private struct PacketCapture {
    private(set) var bytes: [UInt8] = []

    init(of frames: [[UInt8]], toPort port: UInt16) {
        // Magic number, version 2.4, zone, accuracy, longest packet, raw IP.
        for word: UInt32 in [0xA1B2_C3D4, 0x0002_0004, 0, 0, 65_535, 101] { append(word) }
        var sequence: UInt32 = 1
        for frame in frames {
            let payload = [UInt8(frame.count >> 8), UInt8(frame.count & 0xFF)] + frame
            appendPacket(payload, sequence, port)
            sequence += UInt32(payload.count)
        }
    }

    private mutating func appendPacket(_ payload: [UInt8], _ sequence: UInt32, _ port: UInt16) {
        let length = UInt32(40 + payload.count)
        for word: UInt32 in [0, 0, length, length] { append(word) }
        // IPv4 without options, protocol TCP, from 127.0.0.1 to itself; checksums are not checked.
        for word: UInt32 in [0x4500_0000 | length, 0, 0x4006_0000, 0x7F00_0001, 0x7F00_0001] {
            append(word)
        }
        // TCP without options: PSH and ACK.
        for word: UInt32 in [40_000 << 16 | UInt32(port), sequence, 1, 0x5018_FFFF, 0] {
            append(word)
        }
        bytes += payload
    }

    private mutating func append(_ word: UInt32) {
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

private let tsharkIsInstalled = ForeignTool.isInstalled("tshark", "--version")
