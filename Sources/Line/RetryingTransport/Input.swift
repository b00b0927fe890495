internal import LineSecurity
internal import LineSession
internal import LinkFaults
internal import NIOCore
internal import Retry

/// What reaches the transport from outside: from sockets and clocks.
enum Input: Sendable {
    case connected(ConnectionID, any Channel)
    /// The connection could not be made, or has ended.
    case lost(ConnectionID, LineFault)
    /// One message from the socket, without its length.
    case received(ConnectionID, frame: [UInt8])
    case due(Alarm)
}

/// What an alarm was set for.
enum Alarm: Hashable, Sendable {
    case line(LineStateMachine.Alarm)
    /// A message that was made late arrives.
    case parcel(FaultyLane.Parcel, LinkFaults.Direction)
}
