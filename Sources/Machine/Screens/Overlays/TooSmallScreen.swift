package import TextGrid

/// Instead of a cut-off screen: what size is wanted, and what there is.
package enum TooSmallScreen {
    /// - Parameters:
    ///   - texts: The words.
    ///   - size: What there is.
    ///   - isMoneyMoving: Whether a transaction goes on meanwhile.
    ///   - warning: What happens unless a key is touched, when time runs out.
    /// - Returns: A grid of just that size.
    package static func draw(
        _ texts: Texts, _ size: Size, isMoneyMoving: Bool, warning: String?
    ) -> Grid {
        var grid = Grid(size: size)
        let sentence = texts.frame.tooSmall.filled([
            "need": "80x24", "have": "\(size.columns)x\(size.rows)",
        ])
        let more = isMoneyMoving ? texts.frame.tooSmallMoney : texts.frame.tooSmallKept
        var lines = sentence.wrapped(to: size.columns) + [""]
        lines += more.wrapped(to: size.columns)
        if let warning {
            lines += [""] + warning.wrapped(to: size.columns)
            lines += texts.moreTime.anyKey.wrapped(to: size.columns)
        }
        let top = max(0, (size.rows - lines.count) / 2)
        for (offset, line) in lines.enumerated() {
            grid.write(
                line, row: top + offset, centredIn: 0..<size.columns,
                role: offset == 0 ? .title : .text)
        }
        return grid
    }
}
