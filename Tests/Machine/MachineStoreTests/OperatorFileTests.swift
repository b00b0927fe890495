import BankProtocol
import CashMachine
import Foundation
import MachineStore
import MessageSecurity
import Testing

@Suite struct OperatorFileTests {
    private let folder: TemporaryFolder
    private let file: OperatorFile
    private let noon = Timestamp(unixSeconds: 1_790_000_000)

    init() throws {
        folder = try TemporaryFolder()
        file = OperatorFile(directory: folder.path)
    }

    private func code(_ digits: [UInt8]) -> PIN {
        var code = PIN()
        for digit in digits { _ = code.append(digit) }
        return code
    }

    private func judge(_ digits: [UInt8], at now: Timestamp? = nil) throws -> OperatorCodeAnswer {
        try file.judge(code(digits), at: now ?? noon)
    }

    @Test func `a machine without a code lets nobody in`() throws {
        #expect(try file.answer(at: noon) == .notSet)
        #expect(try judge([2, 4, 6, 8, 1, 0]) == .notSet)
    }

    @Test func `the code that was set is right, another is not`() throws {
        #expect(try file.set(code([3, 1, 4, 1, 5, 9])))
        #expect(try file.answer(at: noon) == .wanted)
        #expect(try judge([3, 1, 4, 1, 5, 8]) == .wrong(triesLeft: 2))
        #expect(try judge([3, 1, 4, 1, 5]) == .wrong(triesLeft: 1))
        #expect(try judge([3, 1, 4, 1, 5, 9]) == .right)
        #expect(try judge([0, 0, 0, 0, 0, 0]) == .wrong(triesLeft: 2))
    }

    @Test func `five digits or seven are no code, and leave the old one`() throws {
        #expect(try file.set(code([3, 1, 4, 1, 5, 9])))
        #expect(try !file.set(code([1, 2, 3, 4, 5])))
        #expect(try !file.set(code([1, 2, 3, 4, 5, 6, 7])))
        #expect(try judge([3, 1, 4, 1, 5, 9]) == .right)
    }

    @Test func `the pause outlives the process, and the right code does not end it`() throws {
        #expect(try file.set(code([3, 1, 4, 1, 5, 9])))
        for _ in 0..<3 { _ = try judge([0, 0, 0, 0, 0, 0]) }
        let another = OperatorFile(directory: folder.path)
        #expect(try another.answer(at: noon) == .paused(.seconds(300)))
        #expect(try another.judge(code([3, 1, 4, 1, 5, 9]), at: noon) == .paused(.seconds(300)))
        let later = Timestamp(unixSeconds: noon.unixSeconds + 300)
        #expect(try another.judge(code([3, 1, 4, 1, 5, 9]), at: later) == .right)
    }

    @Test func `the file holds no digits, is its owner's alone, and salts each code anew`() throws {
        let path = folder.path + "/operator.json"
        #expect(try file.set(code([3, 1, 4, 1, 5, 9])))
        let first = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!first.contains("314159"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try file.set(code([3, 1, 4, 1, 5, 9])))
        #expect(try String(contentsOfFile: path, encoding: .utf8) != first)
    }

    @Test func `a damaged file lets nobody in and says so`() throws {
        try Data("{}".utf8).write(to: URL(filePath: folder.path + "/operator.json"))
        #expect(throws: MachineStoreError.self) { try judge([2, 4, 6, 8, 1, 0]) }
    }
}
