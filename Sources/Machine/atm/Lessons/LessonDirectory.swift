internal import Foundation
internal import Glibc

/// The state directory of a lesson that nobody sees, made for it and removed after it. A lock says that the lesson is not over:
/// it ends with the last of its processes, however they end, so that a later run can tell what a killed one has left.
struct LessonDirectory {
    let state: StateDirectory
    private let lock: Int32

    private static let prefix = "atm-lesson-"
    private static var place: String { FileManager.default.temporaryDirectory.path }

    /// - Throws: A `Complaint` when it cannot be made.
    init(for lesson: Int) throws {
        state = StateDirectory(given: "\(Self.place)/\(Self.prefix)\(lesson)-\(UUID().uuidString)")
        guard mkdir(state.path, 0o700) == 0, let lock = Self.lock(state.path) else {
            throw Complaint(
                "\(state.path) cannot be made: \(String(cString: strerror(errno))).", exitCode: 73)
        }
        self.lock = lock
        try state.make()
    }

    /// What the demo says, by which it is known that it was begun.
    var log: String { Self.log(in: state.path) }

    private static func log(in path: String) -> String { path + "/demo.log" }

    func remove() {
        Self.remove(state.path)
        close(lock)
    }

    /// Removes what runs that were killed have left of this user's, once the last of their processes has ended.
    ///
    /// - Throws: A `Complaint` when nobody can tell.
    static func removeAbandoned() throws {
        for name in try names() where name.hasPrefix(prefix) {
            let path = "\(place)/\(name)"
            // One that has no log yet may be about to be locked.
            guard FileManager.default.fileExists(atPath: log(in: path)), let lock = lock(path)
            else { continue }
            remove(path)
            close(lock)
        }
    }

    private static func names() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: place)
        } catch {
            throw Complaint(
                "\(place) cannot be read: \(error.localizedDescription) Name another in TMPDIR.",
                exitCode: 73)
        }
    }

    /// Not closed on exec: the demo and all that it starts hold it too. Out of the way of the low numbers, which mean
    /// something to a child.
    ///
    /// - Returns: `nil` when somebody holds it, or it is no directory of this user's.
    private static func lock(_ path: String) -> Int32? {
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        defer { close(opened) }
        guard isOwn(path), flock(opened, LOCK_EX | LOCK_NB) == 0 else { return nil }
        let kept = fcntl(opened, F_DUPFD, 10)
        return kept < 0 ? nil : kept
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

    private static func remove(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            FileHandle.standardError.write(
                Data("atm: \(path) stays: \(error.localizedDescription)\n".utf8))
        }
    }
}
