internal import BankProtocol
internal import BankSession
internal import Framing
internal import ISO8583
internal import LineSecurity
internal import MessageSecurity
internal import NIOCore

/// One terminal's connection: frames in, answers out. What a message may do, `ConnectionStateMachine` decides; this
/// keeps the line's rules (frames, patience, the connection's D41) and carries out.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Life: Equatable {
        /// TLS comes first; nothing is received yet.
        case handshaking
        case open
        /// No more messages are taken; closed when nothing is owed.
        case draining
        case closed
    }

    private let registry: ConnectionRegistry
    private let frames = NIOSingleStepByteToMessageProcessor(FrameDecoder())
    private var context: ChannelHandlerContext?
    private var id: Int?
    private var life: Life
    private var machine = ConnectionStateMachine()
    /// Set by the first message that gets an answer.
    private var terminal: TerminalID?
    private var macKey: MACKey?
    /// Whom the peer has shown itself to be; `nil` without TLS.
    private var certified: (terminal: TerminalID, serial: String)?
    /// What the writer has and has not given back.
    private var owed = 0
    private var waitingSignOns: [(request: NetworkRequest, mac: MAC?)] = []
    private var timer: ConnectionTimer
    private var alarm: (at: NIODeadline, task: Scheduled<Void>)?

    init(_ registry: ConnectionRegistry, awaitsHandshake: Bool = false) {
        self.registry = registry
        life = awaitsHandshake ? .handshaking : .open
        timer = ConnectionTimer(
            connectedAt: registry.eventLoop.now, awaitsHandshake: awaitsHandshake)
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        do throws(ConnectionFault) {
            id = try registry.enter(self)
            setAlarm()
        } catch {
            fail(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        life = .closed
        alarm?.task.cancel()
        alarm = nil
        self.context = nil
        if let id { registry.leave(id, terminal: terminal) }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard life == .open else { return }
        var count = 0
        do {
            try frames.process(buffer: unwrapInboundIn(data)) { frame in
                count += 1
                if life == .open { received(frame) }
            }
        } catch let error as FrameLengthError {
            fail(.frameLength(error))
        } catch {
            fail(.socket("\(error)"))
        }
        guard life == .open else { return }
        timer.received(
            frames: count, unfinished: frames.unprocessedBytes, at: registry.eventLoop.now)
        setAlarm()
        flush()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let peer = event as? PeerCertified { shown(peer.certificate) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? LineFault {
        case .ended?: break  // `channelInactive` follows
        case let fault?: fail(.line(fault))
        case nil: fail(.socket("\(error)"))
        }
    }

    private func shown(_ certificate: LineCertificate) {
        guard life == .handshaking else { return }
        guard let name = certificate.terminal else { return fail(.namelessCertificate) }
        certified = (name, certificate.serial)
        life = .open
        timer.handshakeEnded(at: registry.eventLoop.now)
    }
}

// MARK: What comes in

extension ConnectionHandler {
    private func received(_ frame: [UInt8]) {
        let owner = terminal ?? certified?.terminal
        switch FrameInspection(of: frame, from: owner, keys: registry.keys.terminal) {
        case .broken(let fault):
            fail(.message(fault))
        case .notAuthentic(let sender):
            registry.ignored(peer, of: sender)
        case .authentic(let authentic):
            received(authentic)
        }
    }

    private func received(_ message: AuthenticMessage) {
        do throws(ConnectionFault) {
            try checkCertificate(message)
            try claim(message)
        } catch {
            return fail(error)
        }
        switch message.content {
        case .success(let content): act(on: content, message)
        case .failure(let error): refuse(message, error)
        }
    }

    /// With each message, so that a certificate that is revoked while its connection stands ends it.
    private func checkCertificate(_ message: AuthenticMessage) throws(ConnectionFault) {
        guard let certified, let keys = message.keys,
            !keys.certificates.contains(certified.serial)
        else { return }
        throw .certificateRefused(of: certified.terminal, serial: certified.serial)
    }

    /// The first authentic message makes the connection its terminal's.
    private func claim(_ authentic: AuthenticMessage) throws(ConnectionFault) {
        macKey = authentic.keys?.mac
        guard terminal == nil else { return }
        try registry.claim(authentic.terminal)
        terminal = authentic.terminal
    }

    private func act(on message: TerminalMessage, _ authentic: AuthenticMessage) {
        let mac = authentic.mac
        guard let keys = authentic.keys else {
            let refusal = BankMessage(to: message, .notPermittedToTerminal, .terminalUnknown)
            return send(refusal, answering: mac)
        }
        switch machine.received(message) {
        case .decide(let transmission):
            decide(transmission, authentic, under: keys)
        case .signOn(let signOn, let request):
            waitingSignOns.append((request, mac))
            if !submit(.signOn(signOn, of: authentic.terminal), mac) { signOnOverloaded() }
        case .joinSignOn(let request):
            guard waitingSignOns.count < registry.limits.waitingSignOns else { return }
            waitingSignOns.append((request, mac))
        case .raiseMark(let mark, let epoch, let echo):
            if !submit(.raiseMark(mark, in: epoch, echo: echo), mac) { overloaded(message, mac) }
        case .answer(let answer):
            send(answer, answering: mac)
        }
    }

    private func decide(
        _ transmission: Transmission, _ authentic: AuthenticMessage, under keys: TerminalKeys
    ) {
        do throws(ContentError) {
            let arrival = try registry.desk.arrival(
                of: transmission, in: authentic.encoded, under: keys.pin)
            if !submit(.decide(arrival), authentic.mac) {
                overloaded(.keyed(transmission), authentic.mac)
            }
        } catch {
            refuse(authentic, error)
        }
    }

    private func submit(_ work: BatchWork, _ mac: MAC?) -> Bool {
        guard let id, owed < registry.limits.requestsPerConnection,
            registry.submit(work, for: ReturnTicket(connection: id, requestMAC: mac))
        else { return false }
        owed += 1
        return true
    }
}

// MARK: What goes out

extension ConnectionHandler {
    /// Writes what the writer gives back; `flush` sends it.
    func write(_ delivery: BatchDelivery) {
        owed -= 1
        let mac = delivery.ticket.requestMAC
        switch delivery.outcome {
        case .decided(let answer):
            send(.keyed(answer), answering: mac)
        case .signOnDecided(let decision):
            answerSignOns(machine.signOnDecided(decision).answer(to:))
        case .markRaised(let mark, let echo):
            if let mark { machine.markRaised(to: mark) }
            send(.network(NetworkAnswer(to: echo, .approved)), answering: mac)
        }
    }

    func flush() {
        guard let context else { return }
        context.flush()
        if !context.channel.isWritable { return fail(.answersUnread) }
        if life == .draining && owed == 0 { closeAfterWrites() }
    }

    func drain() {
        switch life {
        case .handshaking:
            closeNow()
        case .open:
            life = .draining
            flush()
        case .draining, .closed:
            break
        }
    }

    func closeNow() {
        life = .closed
        context?.close(promise: nil)
    }

    private func closeAfterWrites() {
        guard let context else { return }
        life = .closed
        // Behind all that was written before it.
        context.channel.writeAndFlush(ByteBuffer()).whenComplete { [channel = context.channel] _ in
            channel.close(promise: nil)
        }
    }

    private func fail(_ fault: ConnectionFault) {
        guard life != .closed else { return }
        registry.closed(peer, by: fault)
        closeNow()
    }

    private func refuse(_ authentic: AuthenticMessage, _ error: ContentError) {
        send(authentic.encoded.formatError(error), answering: authentic.mac)
    }

    private func overloaded(_ message: TerminalMessage, _ mac: MAC?) {
        send(BankMessage(to: message, .cannotServeNow, .overloaded), answering: mac)
    }

    private func signOnOverloaded() {
        machine.signOnOverloaded()
        answerSignOns { NetworkAnswer(to: $0, .cannotServeNow, .overloaded) }
    }

    private func answerSignOns(_ answer: (NetworkRequest) -> NetworkAnswer) {
        for (request, mac) in waitingSignOns { send(.network(answer(request)), answering: mac) }
        waitingSignOns = []
    }

    private func send(_ message: BankMessage, answering mac: MAC?) {
        send(message.message(), answering: mac)
    }

    private func send(_ message: Message, answering mac: MAC?) {
        guard let context, life != .closed else { return }
        registry.answered(message)
        var message = message
        if let macKey { message.seal(with: macKey, answering: mac) }
        do {
            var frame = context.channel.allocator.buffer(capacity: 512)
            try FrameEncoder().encode(data: message.encoded(), out: &frame)
            context.write(wrapOutboundOut(frame), promise: nil)
        } catch {
            fail(.socket("\(error)"))
        }
    }
}

// MARK: Patience

extension ConnectionHandler {
    /// An alarm that is early looks again when it rings, so that a message costs no scheduling.
    private func setAlarm() {
        let expiry = timer.expiry(registry.limits).at
        if let alarm, alarm.at <= expiry { return }
        alarm?.task.cancel()
        let handler = NIOLoopBound(self, eventLoop: registry.eventLoop)
        let task = registry.eventLoop.scheduleTask(deadline: expiry) { handler.value.alarmRang() }
        alarm = (expiry, task)
    }

    private func alarmRang() {
        alarm = nil
        guard life == .open || life == .handshaking else { return }
        let expiry = timer.expiry(registry.limits)
        if expiry.at <= registry.eventLoop.now { fail(expiry.fault) } else { setAlarm() }
    }

    private var peer: String {
        let address = context?.channel.remoteAddress
        let host = address?.ipAddress ?? "an unknown address"
        let place = address?.port.map { "\(host) port \($0)" } ?? host
        return (terminal ?? certified?.terminal).map { "\($0) at \(place)" } ?? place
    }
}
