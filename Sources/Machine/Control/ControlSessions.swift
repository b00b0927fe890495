internal import LinkFaults

/// The rules of the control socket: which line may follow which, what is answered, who is told what. Holds the state.
///
/// Knows clients by number, and no socket.
package struct ControlSessions: Sendable {
    package typealias Client = Int

    /// What is to be done, in this order.
    package enum Act: Hashable, Sendable {
        case perform(ControlEffect, for: Client)
        case send(ControlReply, to: Client)
        /// Nothing more is read from this client.
        case hangUp(Client)
    }

    /// How many strikes may wait for messages of one direction.
    package static let mostArmed = 64

    package private(set) var state: ControlState
    var classroom = Classroom()
    /// What the machine that runs has on its screen.
    var showing: Showing?
    /// What has been ordered and not yet been fetched by `takenOrders()`.
    private var taken: [ControlOrder] = []
    /// In the order in which they came; no role before its first line.
    private var clients: [(client: Client, role: ControlRole?)] = []

    package init(_ state: ControlState) {
        self.state = state
    }

    package mutating func opened(_ client: Client) {
        clients.append((client, nil))
    }

    package mutating func closed(_ client: Client) -> [Act] {
        let role = role(of: client)
        clients.removeAll { $0.client == client }
        return left(role)
    }

    /// Whether it has said who it is.
    package func isKnown(_ client: Client) -> Bool { role(of: client) != nil }

    /// A client has written a line.
    package mutating func heard(_ line: String, from client: Client) -> [Act] {
        do throws(ControlError) {
            return try heard(try ControlRequest(line: line), from: client)
        } catch {
            let refusal = Act.send(.refused(error.description), to: client)
            return isKnown(client) ? [refusal] : [refusal, .hangUp(client)]
        }
    }

    /// An order that comes from no client: nobody is told what becomes of it.
    package mutating func ordered(_ order: ControlOrder) -> [Act] {
        if case .lesson(let number) = order { return askLesson(number, for: Self.nobody) }
        return carryOut(order, for: Self.nobody)
    }

    /// - Returns: The orders that have been taken since this was asked before, in their order.
    package mutating func takenOrders() -> [ControlOrder] {
        defer { taken = [] }
        return taken
    }

    /// What the devices' own script holds now.
    package mutating func devicesChanged(_ devices: [ControlState.ArmedDevice]) -> [Act] {
        publishing { $0.devices = devices }
    }

    private mutating func heard(
        _ request: ControlRequest, from client: Client
    ) throws(ControlError) -> [Act] {
        switch (request, role(of: client)) {
        case (.hello(let role), nil):
            for place in clients.indices where clients[place].client == client {
                clients[place].role = role
            }
            return (role.isToldOfChanges ? [.send(.state(state), to: client)] : [])
                + greeting(role, client)
        case (_, nil):
            throw ControlError("the first line says who you are: hello command.")
        case (.hello, _?):
            throw ControlError("you have said who you are.")
        case (.state, _?):
            return [.send(.state(state), to: client)]
        case (.order(.lesson(let number)), _?):
            return askLesson(number, for: client) + [.send(.done, to: client)]
        case (.order(.stopLesson), _?):
            return interruptLesson(for: client, forgets: true) + [.send(.done, to: client)]
        case (.order, .teacher?) where !classroom.isRunning:
            throw ControlError("no lesson runs.")
        case (.order(let order), .teacher?):
            return try take(order, from: client)
        case (.order(let order), _?):
            // Whoever does something himself has no more lesson.
            return interruptLesson(for: client) + (try take(order, from: client))
        case (.showing(let showing), .machine?):
            self.showing = showing
            return tell(.showing(showing), .teacher)
        case (.saw(let glimpse), .machine?):
            return tell(.saw(glimpse), .teacher)
        case (.lesson(let notice), .teacher?):
            return told(notice, by: client)
        case (.struck(let direction, let number), .machine?):
            return publishing { $0.struck(direction, number: number) }
        case (.machineReached(let point), .machine?):
            return publishing { $0.reached(point) }
        case (.bankReached(let point), .bank?):
            return publishing { $0.reached(point) }
        case (.struck, _?), (.machineReached, _?), (.bankReached, _?), (.showing, _?), (.saw, _?):
            throw ControlError("only the machine and the bank know that.")
        case (.lesson, _?):
            throw ControlError("only the teacher tells of a lesson.")
        }
    }

    private mutating func take(
        _ order: ControlOrder, from client: Client
    ) throws(ControlError) -> [Act] {
        if let refusal = refusal(of: order) { throw ControlError(refusal) }
        return carryOut(order, for: client) + [.send(.done, to: client)]
    }

    mutating func carryOut(_ order: ControlOrder, for client: Client) -> [Act] {
        taken.append(order)
        var effects: [ControlEffect] = []
        let news = publishing { effects = $0.take(order) }
        let acts = effects.flatMap { effect -> [Act] in
            guard case .forward(let order) = effect else { return [.perform(effect, for: client)] }
            return machines.map { .send(.screen(order), to: $0) }
        }
        return news + acts
    }

    private func refusal(of order: ControlOrder) -> String? {
        switch order {
        case .next(let direction, _) where state.armed[direction].count >= Self.mostArmed:
            "\(Self.mostArmed) faults wait for \(direction.word)s already."
        case .press, .type:
            machines.isEmpty ? "no machine runs just now." : nil
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .device, .clearDevice, .workload, .lesson, .stopLesson,
            .clear:
            nil
        }
    }

    private mutating func publishing(_ change: (inout ControlState) -> Void) -> [Act] {
        let before = state
        change(&state)
        guard state != before else { return [] }
        return clients.filter { $0.role?.isToldOfChanges == true }.map {
            .send(.state(state), to: $0.client)
        }
    }

    private var machines: [Client] { all(.machine) }

    func all(_ role: ControlRole) -> [Client] {
        clients.filter { $0.role == role }.map(\.client)
    }

    private func role(of client: Client) -> ControlRole? {
        clients.first { $0.client == client }?.role
    }
}

extension ControlRole {
    fileprivate var isToldOfChanges: Bool {
        switch self {
        case .machine, .bank, .teller, .teacher, .watcher: true
        case .command: false
        }
    }
}
