import Glibc

/// Where standard error goes while the screen is up: a message written onto the screen would spoil it and be lost.
struct ErrorLog {
    private let path: String
    /// The former standard error.
    private let former: Int32

    /// - Throws: `DisplayError.noErrorLog` if the file cannot be opened.
    init(path: String) throws(DisplayError) {
        self.path = path
        former = fcntl(2, F_DUPFD_CLOEXEC, 3)
        guard former >= 0 else { throw .noErrorLog(path: path, errno: errno) }
        guard lead() else { throw .noErrorLog(path: path, errno: errno) }
    }

    /// Leads standard error into the file.
    @discardableResult
    func lead() -> Bool {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let result = dup2(file, 2)
        close(file)
        return result >= 0
    }

    /// Leads it back.
    func release() {
        dup2(former, 2)
    }
}
