/// A list of which only some lines fit on its page.
struct Window: Equatable {
    let count: Int
    let visible: Int

    var isCut: Bool { count > visible }

    /// How many lines lie above the first that is shown when the last is shown too.
    var most: Int { max(0, count - visible) }

    /// - Parameters:
    ///   - move: What a key asked.
    ///   - top: How many lines lie above the first that is shown; lines may have gone meanwhile.
    /// - Returns: The same after the move; `nil` when the move leads nowhere.
    func top(after move: Input.Move, from top: Int) -> Int? {
        let top = min(top, most)
        let target =
            switch move {
            case .up, .previous, .left: top - 1
            case .down, .next, .right: top + 1
            case .pageUp: max(0, top - visible)
            case .pageDown: min(most, top + visible)
            case .first: 0
            case .last: most
            }
        return (0...most).contains(target) && target != top ? target : nil
    }
}

extension Int {
    /// Of how many lines lie above the first that is shown: what a page up or down makes of it.
    mutating func scroll(_ input: Input, in window: Window) -> Turn {
        guard case .move(let move) = input, let target = window.top(after: move, from: self) else {
            return .refuse(nil)
        }
        self = target
        return .stay
    }
}
