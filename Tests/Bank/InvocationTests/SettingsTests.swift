import Foundation
import Testing

@testable import Invocation

struct SettingsTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "settings-\(UUID().uuidString)").path
    private let kind = Setting(
        "kind", wants: "green or black", choices: ["green", "black"],
        read: TeaCommand.Kind.init(rawValue:))
    private let minutes = Setting("minutes", wants: "a number") { Int($0) }

    /// Settings of these files and variables; `{}` stands for the folder.
    private func settings(
        user: String? = nil, system: String? = nil, _ variables: [String: String] = [:]
    ) throws -> Settings {
        for (place, text) in [("home/tea", user), ("etc/tea", system)] {
            guard let text else { continue }
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(place)/config.toml"))
        }
        defer { remove() }
        let environment = ["XDG_CONFIG_HOME": folder + "/home", "XDG_CONFIG_DIRS": folder + "/etc"]
        return try Settings(
            program: "tea", known: ["kind", "minutes"],
            environment: environment.merging(
                variables.mapValues { $0.replacing("{}", with: folder) }
            ) { $1 })
    }

    private func remove() {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // The test wrote no file.
        }
    }

    @Test func `the environment beats the user's file, which beats the system's`() throws {
        let system = "kind = 'green'\nminutes = 1\n"
        var settings = try settings(system: system)
        #expect(try settings.value(of: kind) == .green)
        #expect(try settings.value(of: minutes) == 1)
        settings = try self.settings(user: "kind = \"black\"\n", system: system)
        #expect(try settings.value(of: kind) == .black)
        #expect(try settings.value(of: minutes) == 1)
        settings = try self.settings(
            user: "kind = \"black\"\n", ["TEA_KIND": "green", "TEA_MINUTES": ""])
        #expect(try settings.value(of: kind) == .green)
        #expect(try settings.value(of: minutes) == nil)
    }

    @Test func `a file that a variable names stands in place of the usual ones`() throws {
        let settings = try settings(
            user: "kind = 'black'", system: "minutes = 3", ["TEA_CONFIG": "{}/etc/tea/config.toml"])
        #expect(try settings.value(of: kind) == nil)
        #expect(try settings.value(of: minutes) == 3)
        #expect(throws: SettingsError.self) {
            try self.settings(["TEA_CONFIG": "{}/nowhere"])
        }
    }

    @Test func `a key that means nothing is a warning with its line`() throws {
        let settings = try settings(user: "# tea\n\nknid = 'green'\nkind = 'black'\n[cup]\n")
        let path = folder + "/home/tea/config.toml"
        let end = "; it is passed over."
        #expect(
            settings.warnings == [
                "\(path), line 3: there is no setting \"knid\"\(end) Did you mean \"kind\"?",
                "\(path), line 5: there is no setting \"cup\"\(end)",
            ])
        #expect(try settings.value(of: kind) == .black)
    }

    @Test func `a wrong value is a sentence with its place`() throws {
        let ofFile = try settings(user: "\nkind = 'blakc'\n")
        let ofVariable = try settings(["TEA_MINUTES": "soon"])
        let path = folder + "/home/tea/config.toml"
        #expect(
            throws: SettingsError(
                "\(path), line 2: kind takes green or black, not \"blakc\". Did you mean \"black\"?"
            )
        ) { try ofFile.value(of: kind) }
        #expect(throws: SettingsError("TEA_MINUTES takes a number, not \"soon\".")) {
            try ofVariable.value(of: minutes)
        }
    }

    @Test(arguments: [
        ("kind = \n", "line 1"), ("kind = ['a']", "line 1: kind takes a text"),
        ("\n[=\n", "line 2: the table has no name"), ("kind = [ }\n", "line 1: a bracket"),
    ])
    func `what is no TOML is a sentence with its line`(text: String, place: String) throws {
        let error = #expect(throws: SettingsError.self) { try settings(user: text) }
        let sentence = error?.description ?? ""
        #expect(sentence.contains("/home/tea/config.toml, \(place)"), "\(sentence)")
    }
}
