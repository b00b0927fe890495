internal import NIOCore

/// When a connection's patience with its peer ends: a frame that does not get finished, a handshake that does not end, or silence.
struct ConnectionTimer: Equatable {
    private var heard: NIODeadline
    private var frameBegan: NIODeadline?
    private var handshakeBegan: NIODeadline?

    /// With `awaitsHandshake`, nothing is received before `handshakeEnded`.
    init(connectedAt now: NIODeadline, awaitsHandshake: Bool = false) {
        heard = now
        if awaitsHandshake { handshakeBegan = now }
    }

    mutating func handshakeEnded(at now: NIODeadline) {
        heard = now
        handshakeBegan = nil
    }

    /// Bytes came, completed `frames` frames and left `unfinished` bytes of another.
    mutating func received(frames: Int, unfinished: Int, at now: NIODeadline) {
        heard = now
        if unfinished == 0 {
            frameBegan = nil
        } else if frames > 0 || frameBegan == nil {
            frameBegan = now
        }
    }

    /// The moment at which the peer is given up, and why, if nothing more comes.
    func expiry(_ limits: ServerLimits) -> (at: NIODeadline, fault: ConnectionFault) {
        if let handshakeBegan { return (handshakeBegan + limits.handshake, .handshakeIncomplete) }
        let silent = heard + limits.silence
        guard let frameBegan, frameBegan + limits.frameCompletion < silent else {
            return (silent, .silent)
        }
        return (frameBegan + limits.frameCompletion, .frameIncomplete)
    }
}
