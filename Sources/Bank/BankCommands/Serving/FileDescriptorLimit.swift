internal import Foundation

/// The soft limit of open files is often 1024, which would be reached before the server's own bound on connections.
enum FileDescriptorLimit {
    private static let wanted: rlim_t = 4096

    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < wanted
        else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
