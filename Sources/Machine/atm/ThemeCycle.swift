internal import Foundation
internal import NcursesDisplay
internal import TextGrid
internal import ThemeFiles

/// The themes that `T` goes through, the user's own among them.
struct ThemeCycle {
    private let library = ThemeLibrary(environment: ProcessInfo.processInfo.environment)
    private var name: String
    private(set) var current: Theme
    /// Nobody has named a theme: it is for the terminal to say which one suits it.
    private var isAutomatic: Bool

    /// - Parameters:
    ///   - name: A theme's name or path; without one, `mono` where the terminal has no colours, else by its ground.
    ///   - hasColours: Whether the terminal has any.
    /// - Throws: A `Complaint` that says what is wrong with the theme and which ones there are.
    init(named name: String?, hasColours: Bool) throws {
        isAutomatic = name == nil && hasColours
        self.name = name ?? (hasColours ? Self.name(on: Self.groundByEnvironment) : "mono")
        do {
            current = try library.theme(self.name).theme
        } catch {
            throw Complaint(error.description, exitCode: 78)
        }
    }

    /// What the terminal's ground is, if its environment tells.
    static var groundByEnvironment: TerminalGround? {
        ProcessInfo.processInfo.environment["COLORFGBG"].flatMap(TerminalGround.init(colourPair:))
    }

    private static func name(on ground: TerminalGround?) -> String {
        switch ground {
        case .light: "daylight"
        case .dark, nil: "midnight"
        }
    }

    /// The terminal has told its ground.
    mutating func suit(_ ground: TerminalGround) {
        guard isAutomatic, Self.name(on: ground) != name else { return }
        take(Self.name(on: ground))
    }

    /// Goes to the next theme; one whose file is broken is said so in the log and passed over.
    mutating func advance() {
        isAutomatic = false
        var next = name
        for _ in library.names {
            next = library.name(after: next)
            if take(next) { return }
        }
    }

    /// - Returns: Whether its file is in order.
    @discardableResult
    private mutating func take(_ wanted: String) -> Bool {
        do {
            current = try library.theme(wanted).theme
            name = wanted
            return true
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return false
        }
    }
}
