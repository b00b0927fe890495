/// The keys beside the screen: A to D on the left, F to I on the right, as on real machines. Digits never choose.
package enum SideKey: Character, Hashable, Sendable, CaseIterable {
    case a = "a"
    case b = "b"
    case c = "c"
    case d = "d"
    case f = "f"
    case g = "g"
    case h = "h"
    case i = "i"

    package var isLeft: Bool {
        switch self {
        case .a, .b, .c, .d: true
        case .f, .g, .h, .i: false
        }
    }

    /// As it is engraved: `A`.
    package var label: String { rawValue.uppercased() }
}
