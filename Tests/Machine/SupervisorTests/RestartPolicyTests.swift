import Supervisor
import Testing

struct RestartPolicyTests {
    @Test func `a program that ends by itself is left so, whatever its exit code`() {
        var policy = RestartPolicy(.program)
        #expect(policy.ended(.exited(0), at: .zero) == .finish(exitCode: 0))
        #expect(policy.ended(.exited(69), at: .zero) == .finish(exitCode: 69))
    }

    @Test func `a service that fails is brought back, one that was stopped on purpose is not`() {
        var policy = RestartPolicy(.service)
        #expect(policy.ended(.exited(70), at: .zero) == .restart(after: .zero))
        #expect(policy.ended(.exited(0), at: .seconds(1)) == .finish(exitCode: 0))
    }

    @Test func `an errand is over when it ends, also when it was killed`() {
        var policy = RestartPolicy(.errand)
        #expect(policy.ended(.exited(1), at: .zero) == .finish(exitCode: 1))
        #expect(policy.ended(.killed(signal: 9), at: .zero) == .finish(exitCode: 137))
    }

    @Test func `a killed child is back within a second`() {
        var policy = RestartPolicy(.program)
        #expect(policy.ended(.killed(signal: 9), at: .zero) == .restart(after: .zero))
        #expect(
            policy.ended(.killed(signal: 9), at: .seconds(1)) == .restart(after: .milliseconds(500))
        )
    }

    @Test func `a child that keeps dying is given up`() {
        var policy = RestartPolicy(.program)
        for second in 0..<RestartPolicy.mostDeaths {
            _ = policy.ended(.killed(signal: 11), at: .milliseconds(second * 100))
        }
        #expect(
            policy.ended(.killed(signal: 11), at: .seconds(3))
                == .giveUp(deaths: RestartPolicy.mostDeaths + 1))
    }

    @Test func `deaths long ago do not count`() {
        var policy = RestartPolicy(.program)
        for death in 0..<100 {
            let decision = policy.ended(.killed(signal: 9), at: .seconds(death * 30))
            #expect(decision == .restart(after: .zero))
        }
    }
}
