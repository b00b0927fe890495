import CashMachine
import Control
import LinkFaults
import Testing
import TextGrid

struct ControlSessionsTests {
    private func sessions(_ roles: ControlRole...) -> ControlSessions {
        var sessions = ControlSessions(ControlState())
        for (client, role) in roles.enumerated() {
            sessions.opened(client)
            _ = sessions.heard("hello \(role.rawValue)", from: client)
        }
        return sessions
    }

    @Test func `who has not said who he is is refused and hung up on`() {
        for line in ["order cut", "state", "struck request 1", "GET / HTTP/1.1", "hello nobody"] {
            var sessions = ControlSessions(ControlState())
            sessions.opened(1)
            let acts = sessions.heard(line, from: 1)
            #expect(acts.count == 2)
            #expect(acts.last == .hangUp(1))
            #expect(sessions.state.isClear)
        }
    }

    @Test func `machine, bank, teller and watcher are told the state at once and at each change`() {
        for role in [ControlRole.machine, .bank, .teller, .watcher] {
            var sessions = ControlSessions(ControlState())
            sessions.opened(7)
            #expect(
                sessions.heard("hello \(role.rawValue)", from: 7)
                    == [.send(.state(ControlState()), to: 7)])
            sessions.opened(8)
            #expect(sessions.heard("hello command", from: 8) == [])
            let acts = sessions.heard("order loss request 50", from: 8)
            #expect(acts == [.send(.state(sessions.state), to: 7), .send(.done, to: 8)])
            #expect(sessions.state.loss[.toBank] == 50)
            // What changes nothing is news to nobody.
            #expect(sessions.heard("order loss request 50", from: 8) == [.send(.done, to: 8)])
        }
    }

    @Test func `what is to be done now is done for the one who asked, before he is told so`() {
        var sessions = sessions(.command)
        #expect(
            sessions.heard("order kill machine", from: 0)
                == [.perform(.killMachine, for: 0), .send(.done, to: 0)])
        #expect(
            sessions.heard("order printer-out standing", from: 0)
                == [
                    .perform(.setDevice(.printerOut, isStanding: true), for: 0),
                    .send(.done, to: 0),
                ])
    }

    @Test
    func `orders that were taken are kept for whoever writes them down, refused ones are not`() {
        var sessions = sessions(.command)
        for line in ["order cut", "order press enter", "order nonsense", "order kill bank"] {
            _ = sessions.heard(line, from: 0)
        }
        let taken = sessions.takenOrders()
        #expect(taken == [.line(.cut), .killBank(at: nil)])
        let again = sessions.takenOrders()
        #expect(again == [])
    }

    @Test func `keys go to the machine's screen, and nowhere when there is none`() {
        var sessions = sessions(.command, .machine, .watcher)
        #expect(
            sessions.heard("order type 1357", from: 0)
                == [.send(.screen(.type("1357")), to: 1), .send(.done, to: 0)])
        _ = sessions.closed(1)
        #expect(
            sessions.heard("order press enter", from: 0)
                == [.send(.refused("no machine runs just now."), to: 0)])
    }

    @Test func `only the machine says what has struck, and only the bank that it came to a point`()
    {
        var sessions = sessions(.machine, .bank, .command)
        _ = sessions.heard("order drop next answer", from: 2)
        _ = sessions.heard("order kill bank at after-commit", from: 2)
        _ = sessions.heard("order kill machine at approved", from: 2)
        let armed = sessions.state
        for (client, line) in [
            (1, "struck answer 1"), (2, "struck answer 1"), (0, "reached bank after-commit"),
            (1, "reached machine approved"),
        ] {
            #expect(
                sessions.heard(line, from: client)
                    == [.send(.refused("only the machine and the bank know that."), to: client)])
        }
        #expect(sessions.state == armed)
        for (client, line) in [
            (0, "struck answer 1"), (1, "reached bank after-commit"),
            (0, "reached machine approved"),
        ] {
            _ = sessions.heard(line, from: client)
        }
        #expect(sessions.state.isClear)
    }

    @Test func `not without bound faults are armed`() {
        var sessions = sessions(.command)
        for _ in 0..<ControlSessions.mostArmed {
            #expect(sessions.heard("order drop next request", from: 0).last == .send(.done, to: 0))
        }
        let acts = sessions.heard("order drop next request", from: 0)
        #expect(acts == [.send(.refused("64 faults wait for requests already."), to: 0)])
        #expect(sessions.heard("order drop next answer", from: 0).last == .send(.done, to: 0))
    }

    @Test func `a known client's nonsense is refused, and he stays`() {
        var sessions = sessions(.command)
        #expect(sessions.heard("order nonsense", from: 0).count == 1)
        #expect(sessions.heard("hello command", from: 0).count == 1)
        #expect(sessions.heard("state", from: 0) == [.send(.state(ControlState()), to: 0)])
    }

    @Test func `a change of the devices' script is told`() {
        var sessions = sessions(.watcher)
        let devices = [ControlState.ArmedDevice(.printerOut, isStanding: false)]
        #expect(sessions.devicesChanged(devices) == [.send(.state(sessions.state), to: 0)])
        #expect(sessions.state.devices == devices)
        #expect(sessions.devicesChanged(devices) == [])
    }

    @Test func `bytes are cut into lines wherever they were cut before`() throws {
        let bytes = Array("hello command\norder cut\nsta".utf8)
        for cut in bytes.indices {
            var buffer = LineBuffer(longest: 20)
            let lines = try buffer.took(bytes[..<cut]) + buffer.took(bytes[cut...])
            #expect(lines == ["hello command", "order cut"])
            #expect(try buffer.took("te\n".utf8) == ["state"])
        }
    }

    @Test(arguments: [
        Array("123456789\n".utf8), [0xFF, 0x0A], Array("a\tb\n".utf8), [0x7F, 0x0A], [0x00, 0x0A],
    ])
    func `a line that is too long, or no text, is an offence`(bytes: [UInt8]) {
        var buffer = LineBuffer(longest: 8)
        #expect(throws: ControlError.self) { try buffer.took(bytes) }
    }
}
