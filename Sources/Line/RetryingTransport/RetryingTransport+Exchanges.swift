package import BankProtocol
internal import LineSession
internal import Retry

/// Passes on what the machine wants of its exchanges.
extension RetryingTransport {
    /// Begins an exchange, or changes the urgency of one that is open; the first request of an exchange stays its content.
    /// `sentBefore` says that it may have gone out already, in a former life of this process.
    ///
    /// - Precondition: The request is this terminal's.
    package func send(_ request: KeyedRequest, _ urgency: Urgency, sentBefore: Bool = false) {
        perform(
            line.send(
                request, urgency.rhythm, sentBefore: sentBefore, at: clock.now(), drawJitter))
    }

    /// Sends it no more; an answer that still comes is logged as late.
    package func stop(_ exchange: ExchangeID) {
        line.stop(exchange)
    }

    /// D60 of what goes out from now on, for keys of this epoch. It only rises.
    package func raiseMark(_ mark: SequenceNumber, of epoch: Epoch) {
        line.raiseMark(mark, of: epoch)
    }
}
