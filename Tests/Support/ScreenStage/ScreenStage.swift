internal import BankProtocol
package import Screens
package import TextGrid

/// A demo's machine with any screen on it, for tests of what looks at screens and presses keys.
package struct ScreenStage: Sendable {
    package let configuration: App.Configuration

    /// - Parameter demoCards: Those that lie beside the machine.
    package init(demoCards: [App.Configuration.DemoCard] = []) {
        guard let machine = TerminalID("ATM00001") else {
            preconditionFailure("eight characters are a terminal's name")
        }
        configuration = App.Configuration(
            kind: .demo, bankName: "Bank", machine: machine, location: "Dhaka",
            demoCards: demoCards)
    }

    package func state(_ situation: Situation, size: Size = .machine) -> App.State {
        App.State(configuration, size: size, situation: situation)
    }
}
