internal import ISO8583

/// Which bytes of a frame nobody may see who is not one of its two ends.
enum Secrets {
    /// PIN blocks, ISO 8583's own place for them and this protocol's.
    private static let hidden = [52, 110]
    /// Card numbers, bare and on a track.
    private static let hiddenButLastFour = [2, 35]

    /// - Returns: Places that ascend; all but the type of a frame that cannot be read.
    static func places(in frame: [UInt8]) -> [Range<Int>] {
        do throws(StructureError) {
            let message = try Message(parsing: frame)
            let cards = hiddenButLastFour.compactMap {
                message.content(of: $0)?.dropLast(4).indices
            }
            return cards + hidden.compactMap { message.content(of: $0)?.indices }
        } catch {
            return [min(4, frame.count)..<frame.count]
        }
    }
}
