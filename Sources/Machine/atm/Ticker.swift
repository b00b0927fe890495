/// Calls back again and again, as often as the screens just now want it.
struct Ticker {
    private var interval: Duration?
    private var task: Task<Void, Never>?

    mutating func run(every wanted: Duration, _ tick: @escaping @Sendable () -> Void) {
        guard wanted != interval else { return }
        stop()
        interval = wanted
        task = Task {
            while !Task.isCancelled {
                do {
                    try await ContinuousClock().sleep(for: wanted)
                } catch {
                    return
                }
                tick()
            }
        }
    }

    mutating func stop() {
        task?.cancel()
        task = nil
        interval = nil
    }
}
