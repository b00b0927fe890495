package import TextGrid

/// What a key asks of a screen.
package enum Input: Equatable, Sendable {
    case digit(Int)
    case side(SideKey)
    /// A click on the machine's own 80 by 24 cells.
    case click(Position)
    case enter
    case cancel
    case eraseOne
    case eraseAll
    case move(Move)
    /// A character of a text: of track 2 from the card reader, its end sentinel included, or of one that is typed.
    case track(Character)
    case help
    case theme
    case language
    case redraw
    case suspend
    case quit
    /// Ctrl-O: the operator comes, or leaves.
    case supervise
    /// P, at the operator's desk.
    case printing

    package enum Move: Hashable, Sendable, CaseIterable {
        case up
        case down
        case left
        case right
        case first
        case last
        case next
        case previous
        case pageUp
        case pageDown
    }
}
