/// The serial number of a dispenser or an escrow: random, made with the device.
package struct DeviceID: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits
    }
}
