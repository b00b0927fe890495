/// What a bank knows of itself at one moment.
package struct ServerFigures: Hashable, Sendable {
    package var line: LineFigures
    package var writer: WriterFigures

    package init(line: LineFigures = LineFigures(), writer: WriterFigures = WriterFigures()) {
        self.line = line
        self.writer = writer
    }

    /// A commit that takes longer than this is a disk that hangs.
    package static let patienceWithCommits = Duration.seconds(5)

    /// Why terminals should not be sent to this bank just now; empty when they should.
    ///
    /// - Parameters:
    ///   - freeBytes: The room on the store's disk.
    ///   - least: With less room than this, nothing new is decided.
    /// - Returns: A phrase an obstacle.
    package func obstacles(freeBytes: Int64, least: Int64) -> [String] {
        var obstacles: [String] = []
        switch writer.condition {
        case .idle: break
        case .deciding(let time) where time > Self.patienceWithCommits:
            obstacles.append("a commit has run for \(time.components.seconds) s")
        case .deciding: break
        case .stopping, .ended: obstacles.append("it is stopping")
        }
        if writer.waiting >= writer.mostWaiting {
            obstacles.append("\(writer.waiting) requests wait")
        }
        if freeBytes < least {
            obstacles.append("only \(max(0, freeBytes) >> 20) MiB are free: READ-ONLY")
        }
        return obstacles
    }
}
