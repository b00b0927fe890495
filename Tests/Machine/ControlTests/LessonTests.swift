import BankProtocol
import LinkFaults
import Testing

@testable import Control

/// Lessons over the control socket: who gives them, who may end them, and that none leaves anything set.
struct LessonTests {
    private typealias Act = ControlSessions.Act

    /// 1 is the desk, 2 the teacher, 3 somebody with a command line.
    private func sessions(hasTeacher: Bool = true) -> ControlSessions {
        var sessions = ControlSessions(ControlState())
        for (client, role) in [(1, "watcher"), (2, "teacher"), (3, "command")]
        where hasTeacher || client != 2 {
            sessions.opened(client)
            _ = sessions.heard("hello \(role)", from: client)
        }
        return sessions
    }

    @Test
    func `a lesson that nobody can give has a teacher come, who is told which when he is there`() {
        var sessions = sessions(hasTeacher: false)
        #expect(
            sessions.heard("order lesson 3", from: 1)
                == [.perform(.start(.teacher), for: 1), .send(.done, to: 1)])
        sessions.opened(2)
        #expect(
            sessions.heard("hello teacher", from: 2)
                == [
                    .send(.state(ControlState()), to: 2), .send(.showing(nil), to: 2),
                    .send(.teach(3), to: 2),
                ])
        #expect(sessions.heard("order cut", from: 2).contains(.send(.done, to: 2)))
    }

    @Test func `a teacher gives orders only while his lesson runs`() {
        var sessions = sessions()
        #expect(
            sessions.heard("order cut", from: 2)
                == [.send(.refused("no lesson runs."), to: 2)])
        _ = sessions.heard("order lesson 1", from: 1)
        _ = sessions.heard("order cut", from: 2)
        #expect(sessions.state.line == .cut)
    }

    @Test
    func `an order of somebody else ends the lesson, and holds, unlike what the lesson had set`() {
        var sessions = sessions()
        _ = sessions.heard("order lesson 1", from: 1)
        _ = sessions.heard("order cut", from: 2)
        let acts = sessions.heard("order loss request 50", from: 3)
        #expect(acts.contains(.send(.quiet, to: 2)))
        #expect(sessions.state == ControlState(lossOfRequests: 50, lossOfAnswers: 0))
        // What was under way comes too late.
        #expect(
            sessions.heard("order cut", from: 2)
                == [.send(.refused("no lesson runs."), to: 2)])
        _ = sessions.heard("lesson 1 stopped something else was done", from: 2)
        #expect(sessions.state == ControlState(lossOfRequests: 50, lossOfAnswers: 0))
    }

    @Test func `another lesson waits until the teacher has ended the one that runs`() {
        var sessions = sessions()
        _ = sessions.heard("order lesson 1", from: 1)
        #expect(!sessions.heard("order lesson 2", from: 1).contains(.send(.teach(2), to: 2)))
        #expect(
            sessions.heard("lesson 1 stopped something else was done", from: 2)
                .contains(.send(.teach(2), to: 2)))
    }

    @Test func `how it ends is told to the desk, also to one that comes later, and all is cleared`()
        throws
    {
        var sessions = sessions()
        _ = sessions.heard("order lesson 1", from: 1)
        _ = sessions.heard("order hold machine", from: 2)
        #expect(sessions.state.isMachineHeld)
        let notice = LessonNotice(1, .failed, "Ref 000002, executed twice, expected once")
        let acts = sessions.heard("lesson \(notice.line)", from: 2)
        #expect(acts.contains(.send(.lesson(notice), to: 1)))
        #expect(sessions.state.isClear)
        sessions.opened(9)
        #expect(sessions.heard("hello watcher", from: 9).contains(.send(.lesson(notice), to: 9)))
    }

    @Test func `a teacher who dies leaves nothing set`() {
        var sessions = sessions()
        _ = sessions.heard("order lesson 1", from: 1)
        _ = sessions.heard("order hold machine", from: 2)
        _ = sessions.heard("lesson 1 running order: hold machine", from: 2)
        let acts = sessions.closed(2)
        #expect(
            acts.contains(
                .send(.lesson(LessonNotice(1, .stopped, "nobody gives it any more")), to: 1)))
        #expect(sessions.state.isClear)
    }

    @Test func `what is on the screen and on the line goes to the teacher alone`() {
        var sessions = sessions()
        sessions.opened(4)
        _ = sessions.heard("hello machine", from: 4)
        #expect(
            sessions.heard("showing waiting 000100000008 3 cash", from: 4)
                == [
                    .send(
                        .showing(Showing(.waiting, key: key, attempt: 3)), to: 2)
                ])
        #expect(
            sessions.heard("saw answer 0210 000100000008 carried 00 replay", from: 4)
                == [
                    .send(
                        .saw(
                            LineGlimpse(
                                .fromBank, "0210", key, .carried, code: .approved, isReplay: true)),
                        to: 2)
                ])
        #expect(sessions.closed(4) == [.send(.showing(nil), to: 2)])
    }

    @Test(arguments: [
        ControlRequest.showing(Showing(.welcome, paysCash: false)),
        .saw(LineGlimpse(.toBank, "0420", key, .late)),
        .lesson(LessonNotice(12, .passed, "executed once,  two spaces")),
    ])
    func `a request is read as it was written`(request: ControlRequest) throws {
        #expect(try ControlRequest(line: request.line) == request)
    }

    @Test(arguments: [
        ControlReply.showing(nil), .showing(Showing(.pin)), .teach(7), .quiet,
        .saw(LineGlimpse(.fromBank, "0430", key, .lost, code: .noActionTaken)),
        .lesson(LessonNotice(3, .running, "order: cut")),
    ])
    func `a reply is read as it was written`(reply: ControlReply) throws {
        #expect(try ControlReply(line: reply.line) == reply)
    }

    private var key: RequestKey { Self.key }

    private static let key: RequestKey = {
        guard let epoch = Epoch(number: 1), let sequence = SequenceNumber(number: 8) else {
            preconditionFailure("1 and 8 make a key")
        }
        return RequestKey(epoch: epoch, sequence: sequence)
    }()
}
