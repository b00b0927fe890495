internal import Foundation
internal import Glibc

/// The state directory of a lesson that nobody sees, made for it and removed after it. A lock says that the lesson is not over:
/// it ends with the last of its processes, however they end, so that a later run can tell what a killed one has left.
struct LessonDirectory {
    let state: StateDirectory
    private let lock: Int32

    private static let prefix = "atm-lesson-"
    private static var place: String { FileManager.default.temporaryDirectory.path }

    /// - Throws: A `Complaint` when it cannot be made; then nothing of it stays.
    init(for lesson: Int) throws {
        state = StateDirectory(given: "\(Self.place)/\(Self.prefix)\(lesson)-\(UUID().uuidString)")
        guard mkdir(state.path, 0o700) == 0 else {
            throw Self.refused(state.path, "cannot be made: \(String(cString: strerror(errno)))")
        }
        do {
            lock = try Self.lock(state.path)
        } catch {
            Self.remove(state.path)
            throw error
        }
        do {
            try state.make()
        } catch {
            remove()
            throw error
        }
    }

    /// What the demo says, by which it is known that it was begun.
    var log: String { Self.log(in: state.path) }

    private static func log(in path: String) -> String { path + "/demo.log" }

    func remove() {
        Self.remove(state.path)
        close(lock)
    }

    /// Removes what runs that were killed have left of this user's, once the last of their processes has ended. Where nobody
    /// can tell what they left, that is said on standard error: no lesson needs it gone.
    static func removeAbandoned() {
        for name in names() where isName(name) {
            let path = "\(place)/\(name)"
            // One that has no log yet may be about to be locked.
            guard FileManager.default.fileExists(atPath: log(in: path)) else { continue }
            do {
                let lock = try Self.lock(path)
                remove(path)
                close(lock)
            } catch {
                // Its lesson runs, another run removes it, or it is another user's: there is nothing to be done.
                continue
            }
        }
    }

    private static func names() -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: place)
        } catch {
            say(
                "what earlier runs may have left in \(place) stays: \(error.localizedDescription) "
                    + "Name another directory in TMPDIR.")
            return []
        }
    }

    /// Whether it is one that `init` makes up: a lesson's number and a UUID.
    private static func isName(_ name: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let parts = name.dropFirst(prefix.count).split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && Int(parts[0]) != nil && UUID(uuidString: "\(parts[1])") != nil
    }

    /// Not closed on exec: the demo and all that it starts hold it too. Out of the way of the low numbers, which mean
    /// something to a child.
    ///
    /// - Throws: Why it cannot be had; above all that somebody holds it.
    private static func lock(_ path: String) throws(Complaint) -> Int32 {
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else {
            throw refused(path, "cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(opened) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            throw refused(path, "cannot be locked: \(String(cString: strerror(errno)))")
        }
        // Whoever held the lock may have removed the directory since it was opened.
        guard isOwn(path) else { throw refused(path, "is gone again, or is another user's") }
        let kept = fcntl(opened, F_DUPFD, 10)
        guard kept >= 0 else {
            throw refused(path, "cannot be kept open: \(String(cString: strerror(errno)))")
        }
        return kept
    }

    private static func refused(_ path: String, _ why: String) -> Complaint {
        Complaint("\(path) \(why). Name another directory in TMPDIR.", exitCode: 73)
    }

    /// Foundation's word for it: where it is imported too, an optimised build does not know the C library's `stat`.
    private static func isOwn(_ path: String) -> Bool {
        do {
            let owner = try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID]
            return (owner as? NSNumber)?.uint32Value == getuid()
        } catch {
            return false
        }
    }

    /// What is gone already needs no word.
    private static func remove(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            guard FileManager.default.fileExists(atPath: path) else { return }
            say("\(path) stays: \(error.localizedDescription)")
        }
    }

    private static func say(_ sentence: String) {
        FileHandle.standardError.write(Data("atm: \(sentence)\n".utf8))
    }
}
