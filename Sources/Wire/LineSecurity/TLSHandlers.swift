internal import BankProtocol
internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// The user event of a pipeline whose handshake has ended well: whom the peer showed itself to be.
package struct PeerCertified: Sendable {
    package let certificate: LineCertificate
}

/// Stands behind the library's handler: tells who the peer is, and puts what went wrong into sentences.
final class HandshakeReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let tls: NIOSSLHandler
    private let reading: (TLSSymptom, LineCertificate?) -> LineFault

    /// `reading` gets the certificate that the peer showed, where it came so far.
    init(behind tls: NIOSSLHandler, reading: @escaping (TLSSymptom, LineCertificate?) -> LineFault)
    {
        self.tls = tls
        self.reading = reading
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent {
            guard let certificate = peer else {
                context.fireErrorCaught(LineFault("the other end's certificate cannot be read"))
                return context.close(promise: nil)
            }
            context.fireUserInboundEventTriggered(PeerCertified(certificate: certificate))
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let symptom = TLSSymptom(error)
        if symptom.isPlainEnd { return context.fireErrorCaught(LineFault.ended) }
        if symptom.isBrokenHandshake { return context.fireErrorCaught(LineFault.brokenHandshake) }
        context.fireErrorCaught(reading(symptom, peer))
    }

    private var peer: LineCertificate? {
        do {
            return try tls.peerCertificate.map { try LineCertificate($0) }
        } catch {
            return nil
        }
    }
}
