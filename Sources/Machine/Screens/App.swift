package import TextGrid

/// Everything that a person at the machine sees, as one pure machine: events change its state and ask for effects, and
/// its state can be drawn.
package enum App {
    /// What is on the screen and what is known around it. Holds no PIN digit, ever.
    package struct State: Equatable, Sendable {
        package let configuration: Configuration

        package init(_ configuration: Configuration, size: Size = .machine) {
            self.configuration = configuration
        }

        /// Whether digits, Backspace, Delete and Control-U go to the PIN pad, which answers with `pinDigit` and its like.
        package var keysGoToPINPad: Bool { false }

        /// How often `tick` is wanted just now.
        package var tickInterval: Duration { .seconds(1) }
    }

    /// Takes in one event.
    ///
    /// - Returns: What is to be done, in order.
    package static func reduce(_ state: inout State, _ event: Event) -> [Effect] {
        []
    }

    /// The whole terminal's picture.
    package static func draw(_ state: State, _ size: Size, _ style: DrawStyle) -> Grid {
        Grid(size: size)
    }
}
