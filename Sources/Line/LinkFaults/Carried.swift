/// One copy of a message on its way along the line.
package struct Carried: Hashable, Sendable {
    package var frame: [UInt8]
    /// The number of the message, as `LineSighting` says it.
    package let message: Int
    /// 0, or 1 for the double.
    package let copy: Int
    /// The places in the frame that no sighting may show; they hold for a damaged frame, too, which could not be read.
    package let secrets: [Range<Int>]

    package init(
        _ frame: [UInt8], message: Int = 0, copy: Int = 0, secrets: [Range<Int>] = []
    ) {
        self.frame = frame
        self.message = message
        self.copy = copy
        self.secrets = secrets
    }

    /// The frame with zeros in place of what is secret.
    package var masked: [UInt8] {
        var masked = frame
        for secret in secrets {
            for place in secret.clamped(to: masked.indices) { masked[place] = UInt8(ascii: "0") }
        }
        return masked
    }

    /// Another copy of it, as `copy` says.
    func doubled(_ number: Int, _ copy: Fate.Copy) -> Carried {
        Carried(
            copy.damage?.applied(to: frame) ?? frame, message: message, copy: number,
            secrets: secrets)
    }
}
