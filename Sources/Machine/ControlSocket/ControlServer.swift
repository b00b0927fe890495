package import Control
package import Glibc

/// The control socket, served by a process that has one thread and other things to do: it never waits.
///
/// A client that writes garbage, writes too much, says nothing of itself or does not read is hung up on; the others do not
/// notice.
package final class ControlServer {
    /// Clients at a time; one more is told so and hung up on.
    package static let mostClients = 32
    /// In which a client must say who it is.
    package static let helloLimit: Duration = .seconds(5)
    /// What a client may leave unread, in bytes.
    private static let mostUnsent = 256 * 1024

    private struct Peer {
        let descriptor: Int32
        let since: Duration
        var input = LineBuffer(longest: ControlRequest.longestLine)
        var unsent: [UInt8] = []
    }

    package private(set) var sessions: ControlSessions
    private let path: String
    private let listener: Int32
    private var peers: [ControlSessions.Client: Peer] = [:]
    private var clients = 0
    private let perform: (ControlEffect) throws(ControlError) -> Void

    /// Opens the socket.
    ///
    /// - Parameters:
    ///   - path: Where the socket is made.
    ///   - state: What is set at first.
    ///   - perform: Does what an order asks of this process now; what it throws, the client is told.
    /// - Throws: `ControlError`, also when another process serves there.
    package init(
        path: String, state: ControlState,
        perform: @escaping (ControlEffect) throws(ControlError) -> Void
    ) throws(ControlError) {
        self.path = path
        self.perform = perform
        sessions = ControlSessions(state)
        listener = try UnixSocket.listening(at: path)
    }

    deinit {
        for peer in peers.values { close(peer.descriptor) }
        close(listener)
        unlink(path)
    }

    package var state: ControlState { sessions.state }

    /// What to poll for.
    package var interests: [pollfd] {
        [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            + peers.values.map { peer in
                let wanted = POLLIN | (peer.unsent.isEmpty ? 0 : POLLOUT)
                return pollfd(fd: peer.descriptor, events: Int16(wanted), revents: 0)
            }
    }

    /// Does all that can be done without waiting.
    ///
    /// - Parameter uptime: A steady clock's reading.
    package func serve(at uptime: Duration) {
        admit(at: uptime)
        for client in peers.keys.sorted() {
            read(client)
            write(client)
        }
        for (client, peer) in peers
        where !sessions.isKnown(client) && uptime - peer.since > Self.helloLimit {
            end(client)
        }
    }

    /// Carries out an order that came from no client.
    package func give(_ order: ControlOrder) {
        carryOut(sessions.ordered(order))
    }

    /// - Returns: The orders that have been taken since this was asked before.
    package func takenOrders() -> [ControlOrder] { sessions.takenOrders() }

    /// What the devices' own script holds now.
    package func devicesChanged(_ devices: [ControlState.ArmedDevice]) {
        guard devices != state.devices else { return }
        carryOut(sessions.devicesChanged(devices))
    }

    // MARK: - Clients

    private func admit(at uptime: Duration) {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            clients += 1
            peers[clients] = Peer(descriptor: descriptor, since: uptime)
            sessions.opened(clients)
            if peers.count > Self.mostClients {
                send(.refused("too many clients are connected."), to: clients)
                leave(clients)
            }
        }
    }

    private func read(_ client: ControlSessions.Client) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        // A bound, so that one client that writes without end does not keep the others waiting.
        for _ in 0..<16 {
            guard let peer = peers[client] else { return }
            let count = recv(peer.descriptor, &bytes, bytes.count, 0)
            guard count > 0 else {
                if count == 0 || (errno != EAGAIN && errno != EINTR) { end(client) }
                return
            }
            take(bytes.prefix(count), from: client)
        }
    }

    private func take(_ bytes: ArraySlice<UInt8>, from client: ControlSessions.Client) {
        do throws(ControlError) {
            for line in try peers[client]?.input.took(bytes) ?? [] {
                guard peers[client] != nil else { return }
                carryOut(sessions.heard(line, from: client))
            }
        } catch {
            send(.refused(error.description), to: client)
            leave(client)
        }
    }

    private func carryOut(_ acts: [ControlSessions.Act]) {
        var failures: [ControlSessions.Client: ControlError] = [:]
        for act in acts {
            switch act {
            case .perform(let effect, let client):
                do throws(ControlError) {
                    try perform(effect)
                } catch {
                    failures[client] = error
                }
            case .send(.done, let client):
                send(failures[client].map { .refused($0.description) } ?? .done, to: client)
            case .send(let reply, let client):
                send(reply, to: client)
            case .hangUp(let client):
                leave(client)
            }
        }
    }

    private func send(_ reply: ControlReply, to client: ControlSessions.Client) {
        peers[client]?.unsent += Array("\(reply.line)\n".utf8)
        write(client)
    }

    private func write(_ client: ControlSessions.Client) {
        guard let peer = peers[client], !peer.unsent.isEmpty else { return }
        let count = Glibc.send(
            peer.descriptor, peer.unsent, peer.unsent.count, Int32(MSG_NOSIGNAL))
        if count > 0 { peers[client]?.unsent.removeFirst(count) }
        let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
        if isBroken || peer.unsent.count - max(0, count) > Self.mostUnsent { end(client) }
    }

    /// What it is owed still goes out, as far as the socket takes it at once.
    private func leave(_ client: ControlSessions.Client) {
        write(client)
        end(client)
    }

    private func end(_ client: ControlSessions.Client) {
        guard let peer = peers.removeValue(forKey: client) else { return }
        close(peer.descriptor)
        carryOut(sessions.closed(client))
    }
}
