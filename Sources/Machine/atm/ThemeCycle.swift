internal import Foundation
internal import TextGrid
internal import ThemeFiles

/// The themes that `T` goes through, the user's own among them.
struct ThemeCycle {
    private let library = ThemeLibrary(environment: ProcessInfo.processInfo.environment)
    private var name: String
    private(set) var current: Theme

    /// - Parameters:
    ///   - name: A theme's name or path; without one, `mono` where the terminal has no colours.
    ///   - hasColours: Whether the terminal has any.
    /// - Throws: A `Complaint` that says what is wrong with the theme and which ones there are.
    init(named name: String?, hasColours: Bool) throws {
        self.name = name ?? (hasColours ? "midnight" : "mono")
        do {
            current = try library.theme(self.name).theme
        } catch {
            throw Complaint(error.description, exitCode: 78)
        }
    }

    /// Goes to the next theme; one whose file is broken is said so in the log and passed over.
    mutating func advance() {
        for _ in library.names {
            name = library.name(after: name)
            do {
                current = try library.theme(name).theme
                return
            } catch {
                FileHandle.standardError.write(Data("\(error)\n".utf8))
            }
        }
    }
}
