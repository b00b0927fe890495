import Synchronization

/// What a display has to tell, until somebody takes it. One reader, any writers.
///
/// An own queue and no `AsyncStream` buffer, since keys that were typed ahead must be thrown away while they wait here.
final class EventQueue: Sendable {
    private struct State {
        var events: [DisplayEvent] = []
        var reader: CheckedContinuation<DisplayEvent?, Never>?
        var isFinished = false
    }

    private let state = Mutex(State())

    func push(_ event: DisplayEvent) {
        let reader = state.withLock { state -> CheckedContinuation<DisplayEvent?, Never>? in
            guard !state.isFinished else { return nil }
            guard let reader = state.reader else {
                state.events.append(event)
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: event)
    }

    func dropKeys() {
        state.withLock { state in
            state.events.removeAll { event in
                switch event {
                case .key: true
                case .resized, .resumed, .ground, .ended: false
                }
            }
        }
    }

    /// No more events will come; those that are here can still be taken.
    func finish() {
        let reader = state.withLock { state -> CheckedContinuation<DisplayEvent?, Never>? in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// The next event; `nil` after the last.
    func next() async -> DisplayEvent? {
        await withCheckedContinuation { continuation in
            let event = state.withLock { state -> DisplayEvent?? in
                if !state.events.isEmpty { return .some(state.events.removeFirst()) }
                if state.isFinished { return .some(nil) }
                precondition(state.reader == nil, "the events of a display have one reader")
                state.reader = continuation
                return nil
            }
            if let event { continuation.resume(returning: event) }
        }
    }
}
