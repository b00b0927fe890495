internal import BankProtocol
internal import BankSession
internal import ISO8583
internal import LedgerStore
internal import Logging
internal import NIOCore

/// All connections of one server, and what they share. Lives on the server's event loop; never leaves it.
final class ConnectionRegistry {
    let limits: ServerLimits
    let keys: BankKeys
    let desk: ArrivalDesk
    let eventLoop: any EventLoop
    private(set) var figures = LineFigures()
    private let logger: Logger
    private var limiter: LogLimiter
    private var writer: BatchWriter?
    private var connections: [Int: ConnectionHandler] = [:]
    private var perTerminal: [TerminalID: Int] = [:]
    private var nextID = 1
    private var drained: EventLoopPromise<Void>?

    init(limits: ServerLimits, keys: BankKeys, logger: Logger, eventLoop: any EventLoop) {
        self.limits = limits
        self.keys = keys
        self.logger = logger
        self.eventLoop = eventLoop
        desk = ArrivalDesk(keys)
        limiter = LogLimiter(at: eventLoop.now.uptimeNanoseconds)
    }

    /// The writer delivers here and this submits there, so one of the two comes later.
    func attach(_ writer: BatchWriter) {
        self.writer = writer
    }

    /// The two hold each other; this lets them go.
    func detachWriter() {
        writer = nil
    }

    func submit(_ work: BatchWork, for ticket: ReturnTicket) -> Bool {
        guard let writer else { preconditionFailure("a server has its writer before it listens") }
        return writer.submit(work, for: ticket)
    }

    /// Takes a new connection in.
    ///
    /// - Returns: Its number.
    func enter(_ connection: ConnectionHandler) throws(ConnectionFault) -> Int {
        guard drained == nil, connections.count < limits.connections else {
            throw .serverFull(most: limits.connections)
        }
        defer { nextID += 1 }
        connections[nextID] = connection
        figures.accepted += 1
        figures.connections = connections.count
        return nextID
    }

    func leave(_ id: Int, terminal: TerminalID?) {
        connections[id] = nil
        figures.connections = connections.count
        if let terminal, let count = perTerminal[terminal] {
            perTerminal[terminal] = count > 1 ? count - 1 : nil
        }
        if connections.isEmpty { drained?.succeed() }
    }

    /// Counts a connection as its terminal's.
    func claim(_ terminal: TerminalID) throws(ConnectionFault) {
        let count = perTerminal[terminal, default: 0]
        guard count < limits.connectionsPerTerminal else {
            throw .tooManyConnections(of: terminal, most: limits.connectionsPerTerminal)
        }
        perTerminal[terminal] = count + 1
    }

    func deliver(_ deliveries: [BatchDelivery]) {
        for delivery in deliveries {
            connections[delivery.ticket.connection]?.write(delivery)
        }
        for delivery in deliveries {
            connections[delivery.ticket.connection]?.flush()
        }
    }

    /// Lets no connection ask for more, and closes each as soon as it is owed nothing.
    func drain() -> EventLoopFuture<Void> {
        let promise = drained ?? eventLoop.makePromise()
        drained = promise
        for connection in Array(connections.values) { connection.drain() }
        if connections.isEmpty { promise.succeed() }
        return promise.futureResult
    }

    /// Closes what is left.
    func closeAll() {
        for connection in Array(connections.values) { connection.closeNow() }
    }

    func answered(_ message: Message) {
        figures.answered(message)
    }

    /// Says why the bank closes a connection.
    func closed(_ peer: @autoclosure () -> String, by fault: ConnectionFault) {
        figures.closed(by: fault)
        log("closed \(peer()): \(fault)")
    }

    /// A message has no MAC, or a wrong one: it counts as lost.
    func ignored(_ peer: @autoclosure () -> String, of sender: TerminalID) {
        figures.unauthentic += 1
        log("no answer to \(peer()): the MAC of a message of \(sender) is missing or wrong")
    }

    private func log(_ line: @autoclosure () -> String) {
        switch limiter.line(at: eventLoop.now.uptimeNanoseconds) {
        case .suppress:
            return
        case .write(let suppressed):
            if suppressed > 0 { logger.warning("\(suppressed) lines like the next were left out") }
            logger.warning("\(line())")
        }
    }
}
