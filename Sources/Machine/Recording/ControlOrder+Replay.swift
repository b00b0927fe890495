package import Control

extension ControlOrder {
    /// The order that a replay gives in place of this one; `nil` for none.
    ///
    /// The replay is driven by the machine process: if that stayed dead, nobody would be there to start it again.
    package var atReplay: ControlOrder? {
        switch self {
        case .holdMachine: .killMachine(at: nil)
        case .startMachine: nil
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine, .device,
            .clearDevice, .workload, .lesson, .stopLesson, .press, .type, .clear:
            self
        }
    }
}
