/// Numbers the connections that one process makes, so that news of an older one is known as such.
package struct ConnectionID: Hashable, Sendable {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package var next: ConnectionID { ConnectionID(number: number + 1) }
}
