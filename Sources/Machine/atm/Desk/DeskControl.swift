internal import Control
internal import ControlSocket
internal import Desk
internal import Foundation
internal import Synchronization

/// The desk's end of the control socket: orders go there, and what is set comes from there.
final class DeskControl: Sendable {
    private let path: String
    private let client = Mutex<ControlClient?>(nil)

    init(path: String) {
        self.path = path
    }

    /// Connects, and again whenever the other end goes, until the process ends; on a thread of its own, since it waits.
    func run(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) {
        Thread.detachNewThread { [self] in
            while true {
                watch(tell)
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    /// One connection, from its beginning to its end.
    @inline(never)
    private func watch(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) {
        do throws(ControlError) {
            if let client = try ControlClient(path: path, as: .watcher) {
                self.client.withLock { $0 = client }
                try listen(to: client, tell)
            }
        } catch {
            Self.tell(.refused(error.description), tell)
        }
        client.withLock { $0 = nil }
        Self.tell(.controlLost, tell)
    }

    /// Not inlined, as `tell` is not: an optimised build takes eight minutes over a loop of it within a loop, else seconds.
    @inline(never)
    private func listen(
        to client: ControlClient, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) throws(ControlError) {
        while let reply = try client.reply() {
            switch reply {
            case .state(let state): Self.tell(.control(state), tell)
            case .refused(let reason): Self.tell(.refused(reason), tell)
            case .done, .screen: break
            }
        }
    }

    /// Gives an order; what becomes of it is heard like everything else.
    func give(
        _ order: ControlOrder, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) {
        do throws(ControlError) {
            try client.withLock { $0 }?.send(.order(order))
        } catch {
            Self.tell(.refused(error.description), tell)
        }
    }

    @inline(never)
    private static func tell(
        _ event: Desk.Event, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) {
        tell.yield(.desk(event))
    }
}
