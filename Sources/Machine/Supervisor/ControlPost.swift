package import Control
internal import ControlSocket
internal import Glibc

/// The supervisor's part of the control socket: holds the state, does to the devices what was ordered, and keeps what is
/// to be done to the children.
package final class ControlPost {
    /// How the devices' faults are scripted, in a file which others change too.
    package struct Devices {
        package var read: () throws(ControlError) -> [ControlState.ArmedDevice]
        package var apply: (ControlEffect) throws(ControlError) -> Void

        package init(
            read: @escaping () throws(ControlError) -> [ControlState.ArmedDevice],
            apply: @escaping (ControlEffect) throws(ControlError) -> Void
        ) {
            self.read = read
            self.apply = apply
        }
    }

    private final class Orders {
        var waiting: [ControlEffect] = []
    }

    private let server: ControlServer
    private let orders: Orders
    private let devices: Devices
    /// Writes down each order that was taken, before it reaches a child.
    package var record: (ControlOrder) -> Void

    /// Opens the socket, so that a child finds it as soon as it runs.
    ///
    /// - Parameters:
    ///   - path: Where the socket is made.
    ///   - state: What is set at first.
    ///   - devices: How the devices' faults are scripted.
    ///   - record: Writes down each order that was taken, before it reaches a child.
    /// - Throws: `ControlError`, also when another process serves there.
    package init(
        path: String, state: ControlState, devices: Devices,
        record: @escaping (ControlOrder) -> Void = { _ in }
    ) throws(ControlError) {
        let orders = Orders()
        self.orders = orders
        self.devices = devices
        self.record = record
        server = try ControlServer(path: path, state: state) { effect throws(ControlError) in
            switch effect {
            case .killBank, .killMachine, .startBank, .start, .stop, .forward:
                orders.waiting.append(effect)
            case .setDevice, .clearDevice, .clearDevices: try devices.apply(effect)
            }
        }
    }

    package var state: ControlState { server.state }

    /// Carries out an order that came by no socket.
    package func give(_ order: ControlOrder) {
        server.give(order)
    }

    var interests: [pollfd] { server.interests }

    /// - Returns: What is now to be done to the children.
    func serve(at uptime: Duration) -> [ControlEffect] {
        server.serve(at: uptime)
        for order in server.takenOrders() { record(order) }
        do throws(ControlError) {
            server.devicesChanged(try devices.read())
        } catch {
            // The script is damaged: `atm fault list` says so; what is shown stays as it was.
        }
        defer { orders.waiting = [] }
        return orders.waiting
    }
}
