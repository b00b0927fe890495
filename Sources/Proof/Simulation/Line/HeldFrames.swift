/// Originals about money that the line has lost, or still had when their connection broke. It may bring one of them yet.
struct HeldFrames {
    /// Older ones are lost for good.
    private static let most = 32

    private var frames: [(key: KeyName, bytes: [UInt8])] = []

    mutating func keep(_ frame: [UInt8]) {
        guard frame.starts(with: [0x30, 0x32, 0x30]), let key = SeenMessage(frame)?.key,
            !frames.contains(where: { $0.key == key })
        else { return }
        frames.append((key, frame))
        if frames.count > Self.most { frames.removeFirst() }
    }

    mutating func take(_ key: KeyName) -> [UInt8]? {
        frames.firstIndex { $0.key == key }.map { frames.remove(at: $0).bytes }
    }

    var isEmpty: Bool { frames.isEmpty }
}
