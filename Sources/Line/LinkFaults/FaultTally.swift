/// How many messages met which fate, for a display.
package struct FaultTally: Hashable, Sendable {
    package struct Lane: Hashable, Sendable {
        /// Messages that came to be decided on; each was dropped or delivered.
        package var messages = 0
        package var lost = 0
        package var droppedByOrder = 0
        package var blocked = 0
        package var delayed = 0
        package var duplicated = 0
        package var reordered = 0
        package var corrupted = 0

        package init() {}

        mutating func count(_ fate: Fate) {
            messages += 1
            switch fate {
            case .dropped(.chance): lost += 1
            case .dropped(.ordered): droppedByOrder += 1
            case .dropped(.partition): blocked += 1
            case .delivered(let copies):
                if copies.count > 1 { duplicated += 1 }
                for copy in copies.prefix(1) { count(copy) }
            }
        }

        private mutating func count(_ copy: Fate.Copy) {
            if copy.damage != nil { corrupted += 1 }
            switch copy.departure {
            case .behindNext: reordered += 1
            case .after(.zero): break
            case .after: delayed += 1
            }
        }
    }

    package private(set) var lanes = PerDirection(repeating: Lane())

    package init() {}

    package subscript(direction: LinkFaults.Direction) -> Lane {
        get { lanes[direction] }
        set { lanes[direction] = newValue }
    }
}
