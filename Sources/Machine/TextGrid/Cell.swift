/// One character cell: a base character with the marks that stand on it, and what it means.
package struct Cell: Hashable, Sendable {
    package enum Extent: Hashable, Sendable {
        case one
        /// The left half of a character two columns wide.
        case two
        /// The right half of the character before it; holds nothing itself.
        case rightHalf
        /// Goes with the cell before it, as a Bangla vowel sign with its letter: never seen alone.
        case beside
    }

    package var base: Unicode.Scalar
    /// Scalars of width zero that belong to `base`.
    package var marks: [Unicode.Scalar]
    package var extent: Extent
    package var role: Role
    /// What it was written on: whose background it has if its own role has none.
    package var ground: Role

    package init(
        _ base: Unicode.Scalar = " ", marks: [Unicode.Scalar] = [], extent: Extent = .one,
        role: Role = .text, ground: Role = .text
    ) {
        self.base = base
        self.marks = marks
        self.extent = extent
        self.role = role
        self.ground = ground
    }

    /// What is printed for it; nothing for a right half.
    package var text: String {
        guard extent != .rightHalf else { return "" }
        var text = String.UnicodeScalarView()
        text.append(base)
        text.append(contentsOf: marks)
        return String(text)
    }
}
