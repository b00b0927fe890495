internal import BankProtocol
internal import LineSecurity
internal import LineSession
internal import LinkFaults
internal import Logging
internal import NIOCore
internal import Retry

/// Does what `LineStateMachine` says.
extension RetryingTransport {
    /// Makes the connection anew, with a sign-on of its own.
    package func reconnect() {
        perform(line.renewalWanted(drawJitter))
    }

    func connected(_ id: ConnectionID, _ channel: any Channel) async {
        switch line.connected(id) {
        case .abandon:
            channel.close(promise: nil)
        case .consultJournal:
            self.channel = channel
            tap?.connected()
            let signOn = await authority.signOn()
            perform(line.journalSpoke(signOn, for: id, wall: wallClock()))
        }
    }

    func lost(_ id: ConnectionID, _ fault: LineFault) {
        if line.current == id { tell(fault) }
        perform(line.lost(id, distrust: fault.distrust, drawJitter))
    }

    private func tell(_ fault: LineFault) {
        guard fault.distrust != nil else {
            return logger.info("no connection to the bank: \(fault)")
        }
        guard fault != toldDistrust else { return }
        toldDistrust = fault
        logger.error("no connection to the bank, and none to be had like this: \(fault)")
    }

    func perform(_ reception: LineStateMachine.Reception) async {
        switch reception {
        case .perform(let moves):
            perform(moves)
        case .judge(let signOn, let answer, let id):
            toldDistrust = nil
            let verdict = await authority.answered(signOn, with: answer)
            perform(line.judged(verdict, of: answer, for: id, at: clock.now(), drawJitter))
        }
    }

    func perform(_ moves: [LineStateMachine.Move]) {
        for move in moves {
            switch move {
            case .connect(let id): connect(id)
            case .hangUp: hangUp()
            case .arm(let alarm, let wait): arm(.line(alarm), in: wait)
            case .send(let frame): depart(frame)
            case .report(let event): report.yield(event)
            case .note(let notice): logger.log(level: notice.level, "\(notice)")
            }
        }
    }

    private func connect(_ id: ConnectionID) {
        if faults.isCut {
            input.yield(.lost(id, .cut))
        } else {
            dialler.dial(id)
        }
    }

    private func hangUp() {
        emptyLanes()
        guard let channel else { return }
        channel.close(promise: nil)
        tap?.disconnected()
        self.channel = nil
    }
}

extension LineNotice {
    fileprivate var level: Logger.Level {
        switch self {
        case .bankIsSilent, .signOnPutOff, .signOnOutdated, .nothingNew, .lateNetworkAnswer: .info
        case .signOnWanted, .late: .notice
        case .lateAndUnproven, .wrongMAC, .wrongNetworkMAC, .otherTerminal, .malformed, .misread:
            .warning
        case .otherContent: .error
        }
    }
}

extension LineFault {
    /// By the plan of faults.
    static let cut = LineFault("the line is cut")
}
