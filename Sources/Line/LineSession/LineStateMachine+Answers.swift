package import BankProtocol
internal import ISO8583
internal import MessageSecurity
package import Retry

/// What the bank sends. What cannot be read, is another terminal's or bears a wrong MAC counts as lost.
extension LineStateMachine {
    package enum Reception: Hashable, Sendable {
        case perform([Move])
        /// Ask the journal whether it stands by its sign-on, then call `judged`.
        case judge(SignOn, NetworkAnswer, for: ConnectionID)
    }

    /// One message came in on this connection, without its length.
    package mutating func received(
        _ frame: [UInt8], from id: ConnectionID, at now: Duration, _ jitter: DrawJitter
    ) -> Reception {
        guard connection.current == id else { return .perform([]) }
        connection.heard(from: id, at: now)
        do throws(StructureError) {
            return read(try Message(parsing: frame), at: now, jitter)
        } catch {
            return .perform([.note(.malformed(error))])
        }
    }

    private mutating func read(
        _ message: Message, at now: Duration, _ jitter: DrawJitter
    ) -> Reception {
        do throws(ProtocolError) {
            switch try BankMessage(message) {
            case .keyed(let answer):
                return .perform(keyedAnswered(answer, message, at: now, jitter))
            case .network(let answer):
                return networkAnswered(answer, message, at: now, jitter)
            }
        } catch {
            return .perform([.note(.misread(error))])
        }
    }

    private mutating func networkAnswered(
        _ answer: NetworkAnswer, _ message: Message, at now: Duration, _ jitter: DrawJitter
    ) -> Reception {
        guard answer.terminal == terminal else {
            return .perform([.note(.otherTerminal(answer.terminal))])
        }
        let macs = networkMACs[answer.stan] ?? SentMACs()
        guard seal.isAuthentic(message, answering: macs) else {
            return .perform([.note(.wrongNetworkMAC)])
        }
        return networkAnswered(answer, at: now, jitter)
    }

    private mutating func keyedAnswered(
        _ answer: Answer, _ message: Message, at now: Duration, _ jitter: DrawJitter
    ) -> [Move] {
        guard answer.terminal == terminal else { return [.note(.otherTerminal(answer.terminal))] }
        let id = answer.exchange
        guard let macs = exchanges[id]?.macs else { return lateAnswer(answer, message) }
        guard seal.isAuthentic(message, answering: macs) else { return [.note(.wrongMAC(id))] }
        let pace = pace(jitter)
        let move = exchanges[id]?.machine.answered(answer.code, answer.reason, at: now, pace)
        let moves = move.map { perform($0, answer) } ?? []
        return moves
            + perform(
                connection.exchangeAnswered(answer.code, answer.reason, key: id.key, jitter()))
    }

    private mutating func perform(
        _ move: RetryStateMachine.OnAnswer, _ answer: Answer
    ) -> [Move] {
        let id = answer.exchange
        switch move {
        case .close(let roundTrip):
            if let roundTrip { roundTrips.measured(roundTrip) }
            close(id)
            return [.report(.answered(answer))]
        case .postpone(let timer, let wait):
            return [
                .arm(.exchange(id, timer), in: wait), .report(.deferred(answer, nextIn: wait)),
            ]
        case .signOn:
            return [.note(.signOnWanted(id))]
        case .ignore, .late:
            return [.note(.nothingNew(id, answer.code))]
        }
    }

    private func lateAnswer(_ answer: Answer, _ message: Message) -> [Move] {
        let id = answer.exchange
        guard seal.isAuthentic(message, answering: closedExchanges.macs(of: id)) else {
            return [.note(.lateAndUnproven(id))]
        }
        return [.note(.late(id, answer.code)), .report(.late(answer))]
    }
}
