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
                attend(tell)
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    /// From one connection's beginning to its end.
    ///
    /// A call of its own: loops within a loop without an end keep Swift 6.3's optimiser busy for many minutes.
    @inline(never) private func attend(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) {
        do throws(ControlError) {
            if let client = try ControlClient(path: path, as: .watcher) {
                self.client.withLock { $0 = client }
                try listen(to: client, tell)
            }
        } catch {
            tell.yield(.desk(.refused(error.description)))
        }
        client.withLock { $0 = nil }
        tell.yield(.desk(.controlLost))
    }

    private func listen(
        to client: ControlClient, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) throws(ControlError) {
        while let reply = try client.reply() {
            switch reply {
            case .state(let state): tell.yield(.desk(.control(state)))
            case .refused(let reason): tell.yield(.desk(.refused(reason)))
            case .lesson(let notice): tell.yield(.desk(.lesson(notice)))
            case .done, .screen, .showing, .saw, .teach, .quiet: break
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
            tell.yield(.desk(.refused(error.description)))
        }
    }
}
