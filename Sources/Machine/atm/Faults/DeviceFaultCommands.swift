internal import ArgumentParser
internal import CashMachine
internal import Foundation
internal import MachineStore

struct FaultSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Have a device fail, once or until it is cleared.")

    @Argument(
        help: ArgumentHelp(
            "A fault's name; `atm fault list --all` tells them.", valueName: "fault"))
    var name: String
    @Flag(help: "Let it strike every time, until it is cleared.") var standing = false
    @OptionGroup var options: FaultOptions

    func run() throws {
        try options.withScript { script in
            let fault = try FaultScript.Fault.named(name)
            try script.add(FaultScript.Entry(fault, isStanding: standing))
            print("\(fault.name): \(standing ? "every time, until it is cleared" : "once")")
        }
    }
}

struct FaultListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the faults that are set, oldest first.")

    @Flag(help: "List every fault that can be set, and what it does.") var all = false
    @Flag(help: "An array of objects with `fault` and `standing`.") var json = false
    @OptionGroup var options: FaultOptions

    func run() throws {
        guard !all else {
            for fault in FaultScript.Fault.all {
                print(fault.name.padding(toLength: 26, withPad: " ", startingAt: 0) + fault.meaning)
            }
            return
        }
        try options.withScript { script in
            let entries = try script.entries()
            guard !json else {
                let objects = entries.map {
                    #"{"fault":"\#($0.fault.name)","standing":\#($0.isStanding)}"#
                }
                return print("[\(objects.joined(separator: ","))]")
            }
            if entries.isEmpty { print("No fault is set.") }
            for entry in entries {
                print("\(entry.fault.name)\t\(entry.isStanding ? "standing" : "once")")
            }
        }
    }
}

struct FaultClearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Clear one fault, or all of them.")

    @Argument(help: ArgumentHelp("A fault's name; without it all go.", valueName: "fault"))
    var name: String?
    @OptionGroup var options: FaultOptions

    func run() throws {
        try options.withScript { script in
            guard let name else { return try script.clear() }
            let fault = try FaultScript.Fault.named(name)
            if try script.clear(fault) == 0 { print("\(fault.name) was not set.") }
        }
    }
}

extension FaultScript.Fault {
    /// - Throws: A `Complaint` that names the nearest fault.
    fileprivate static func named(_ name: String) throws -> FaultScript.Fault {
        if let fault = FaultScript.Fault(name: name) { return fault }
        let nearest = all.map { ($0.name, $0.name.distance(to: name)) }.min { $0.1 < $1.1 }
        let hint =
            nearest.flatMap { $0.1 <= max(3, name.count / 2) ? "Did you mean \($0.0)? " : nil }
            ?? ""
        throw Complaint(
            "there is no fault \"\(name)\". \(hint)`atm fault list --all` tells what there is.",
            exitCode: 64)
    }
}

extension String {
    /// How many characters must be put in, taken out or changed to make `other` of it (Levenshtein).
    fileprivate func distance(to other: String) -> Int {
        var row = Array(0...other.count)
        for (line, mine) in enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, theirs) in other.enumerated() {
                let changed = diagonal + (mine == theirs ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(changed, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}
