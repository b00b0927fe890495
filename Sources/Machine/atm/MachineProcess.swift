internal import BankProtocol
internal import CashMachine
internal import Control
internal import Desk
internal import Foundation
internal import LinkFaults
internal import Logging
internal import MachineHost
internal import MachineStore
internal import MessageSecurity
internal import NcursesDisplay
internal import Recording
internal import Screens
internal import TextGrid
internal import ThemeFiles
internal import Workload

/// The loop of the machine process: whatever happens goes through `App.reduce`, whatever that asks for is done, and the
/// new state is drawn. It decides nothing itself.
struct MachineProcess {
    struct Plan {
        var state: StateDirectory
        var bundle: String
        var bank: BankAddress
        var isPlaintext: Bool
        var isKiosk: Bool
        /// Where this machine's demo takes orders.
        var control: String?
        /// Where what is done at this machine is written down.
        var recording: RecordingOptions
        /// What is to be done once more.
        var replay: ReplayOptions
        var screen: ScreenOptions
        /// Nobody looks: keys come over the control socket alone.
        var isFaceless = false
    }

    /// All that can happen to this process, in the order of its happening.
    enum Happening: Sendable {
        case display(DisplayEvent)
        /// A key for the machine's own screen, whoever has the keyboard.
        case pressed(Key)
        /// A line was typed, or there will be no more.
        case line(LineEvent)
        /// Keys before this were typed for a screen that is gone.
        case flushed
        /// With the end of the certificate that the line shows, where it shows one.
        case started(MachineHost, PINPad, certificateEnd: Timestamp?)
        /// Somebody hears what is on the screen.
        case controlled(MachineControl)
        case report(MachineReport)
        case operatorCode(OperatorCodeAnswer)
        case journalRead(JournalPage.State.Content)
        case tick
        /// A receipt that a customer asked for, in a file at last or not: its path, or why.
        case printed(Result<String, any Error>)
        /// It is a simulated customer's turn to look at the screen.
        case customerLooks
        /// A replay looks whether the time of its next event has come.
        case replayLooks
        /// For the grader's desk.
        case desk(Desk.Event)
        /// The machine cannot run, or cannot go on.
        case failed(Complaint)
        /// The supervisor is gone.
        case released
    }

    let plan: Plan
    let face: Face
    private let happenings: AsyncStream<Happening>
    let tell: AsyncStream<Happening>.Continuation
    private let printer: ReceiptPrinter
    private var themes: ThemeCycle
    var state: App.State
    /// The desk beside the machine, where there is one: `Plan.hasDesk`.
    var seat: Seat?
    let deskFeed = DeskFeed()
    let deskControl: DeskControl?
    var control: MachineControl?
    /// What was told to be on the screen.
    var told: Showing?
    private var host: MachineHost?
    private var pinPad: PINPad?
    private var shown: (grid: Grid, theme: Theme)?
    var talk = Talk()
    private var ticker = Ticker()
    /// Simulated customers who use this screen, where there is a desk to send for them.
    var walkIns: ScreenQueue?
    var looks = Ticker()
    let recorder: Recorder?
    var notes = KeyNotes(DemoSecrets.known)
    var replay: Replay?
    var replayLooks = Ticker()
    /// While above zero, keys that come were typed ahead.
    private var flushesUnderway = 0
    private let started = ContinuousClock.now

    /// Opens the terminal and runs until the customer quits, a signal comes or the supervisor goes.
    ///
    /// - Returns: The exit code.
    /// - Throws: `DisplayError` when the terminal cannot be opened; a `Complaint` when the machine cannot run.
    static func run(_ plan: Plan) async throws -> Int32 {
        let face = try Face.open(plan)
        do {
            var process = try MachineProcess(plan, face)
            let exitCode = try await process.live()
            await face.close()
            return exitCode
        } catch {
            await face.close()
            throw error
        }
    }

    private init(_ plan: Plan, _ face: Face) throws {
        self.plan = plan
        self.face = face
        printer = plan.printer
        themes = try ThemeCycle(
            named: plan.screen.theme, hasColours: face.capabilities.colours > 0)
        (happenings, tell) = AsyncStream.makeStream()
        state = App.State(plan.configuration)
        deskControl = plan.hasDesk ? plan.control.map(DeskControl.init) : nil
        recorder = try plan.recording.recorder()
    }

    // MARK: - The loop

    private mutating func live() async throws -> Int32 {
        Lifeline.watch { [tell] in tell.yield(.released) }
        if plan.hasDesk {
            seat = Seat(Desk.State(seed: plan.screen.line.faults.seed), size: await face.size)
        }
        openToCustomers()
        try beginReplay()
        deskControl?.run(tell)
        take(in: .resized(machineSize(in: await face.size)))
        take(in: .displayChanged(facts))
        take(in: tick())
        await draw()

        let sources = Task { [plan, face, tell, deskFeed] in
            await withDiscardingTaskGroup { group in
                group.addTask { await face.listen(tell) }
                group.addTask { await MachineStart(plan).run(tell) }
                guard plan.hasDesk else { return }
                group.addTask { await deskFeed.readBooks(plan, tell) }
            }
        }
        defer {
            sources.cancel()
            ticker.stop()
            looks.stop()
            replayLooks.stop()
        }

        for await happening in happenings {
            if let exitCode = try await handle(happening) { return exitCode }
            tellShowing()
            await draw()
            if let exitCode = await takeLines() { return exitCode }
            ticker.run(every: state.tickInterval) { [tell] in tell.yield(.tick) }
            awaitCustomers()
            awaitReplay()
        }
        return 0
    }

    /// - Returns: An exit code when this was the last.
    private mutating func handle(_ happening: Happening) async throws -> Int32? {
        switch happening {
        case .display(.key) where flushesUnderway > 0 && !isDesksKeyboard,
            .pressed where flushesUnderway > 0, .customerLooks where flushesUnderway > 0,
            .replayLooks where flushesUnderway > 0:
            return nil
        case .line(.typed) where flushesUnderway > 0:
            return nil
        case .line(.signal(let signal)):
            return 128 + signal
        case .line(let event):
            talk.hear(event)
            return nil
        case .flushed:
            flushesUnderway -= 1
            return nil
        case .display(.key(let key)):
            let forReplay = takeForReplay(key)
            if let event = forReplay.event { return await perform(event) }
            if forReplay.isTaken { return nil }
            switch course(of: key) {
            case .machine(let key): return await pressByPerson(key)
            case .desk(let effects): return await perform(effects)
            }
        case .pressed(let key):
            return await pressByPerson(key)
        case .customerLooks:
            return await letCustomerLook()
        case .replayLooks:
            return await goOnWithReplay()
        case .display(.resized(let size)):
            return await perform(App.reduce(&state, .resized(machineSize(in: size))))
        case .display(.resumed):
            shown = nil
            let size = machineSize(in: await face.size)
            return await perform(App.reduce(&state, .resized(size)))
        case .display(.ground(let ground)):
            themes.suit(ground)
            take(in: .displayChanged(facts))
            return nil
        case .display(.ended(let signal)):
            return 128 + signal
        case .started(let host, let pinPad, let certificateEnd):
            self.host = host
            self.pinPad = pinPad
            take(in: .certificateKnown(until: certificateEnd))
            return nil
        case .controlled(let control):
            self.control = control
            return nil
        case .report(let report):
            return await perform(App.reduce(&state, .report(report)))
        case .operatorCode(let answer):
            return await perform(App.reduce(&state, .operatorCode(answer)))
        case .journalRead(let content):
            return await perform(App.reduce(&state, .journalRead(content)))
        case .tick:
            await askPrinter()
            tickDesk()
            return await perform(App.reduce(&state, tick()))
        case .printed(let result):
            return await perform(tellOfReceipt(result))
        case .desk(let event):
            return await perform(seat?.tell(event) ?? [])
        case .failed(let complaint):
            throw complaint
        case .released:
            return 0
        }
    }

    /// A key for the machine's own screens.
    ///
    /// - Returns: An exit code when it was the last.
    mutating func press(_ key: Key) async -> Int32? {
        let effects = App.reduce(&state, event(of: key))
        talk.wasOfUse = !effects.contains(.beep)
        let exitCode = await perform(effects)
        judgeNewPIN()
        return exitCode
    }

    private mutating func take(in event: App.Event) {
        _ = App.reduce(&state, event)
    }

    private mutating func draw() async {
        switch face {
        case .screen(let display): await draw(on: display)
        case .lines(let terminal): say(on: terminal, .itself)
        case .none: break
        }
    }

    private mutating func draw(on display: NcursesDisplay) async {
        let theme = themes.current
        let glyphs = glyphs
        let style = App.DrawStyle(glyphs: glyphs, box: theme.glyphs.box)
        let machine = App.draw(state, state.surroundings.size, style)
        let grid = seat?.draw(machine, Desk.DrawStyle(glyphs: glyphs, box: style.box)) ?? machine
        if let shown, shown == (grid, theme) { return }
        shown = (grid, theme)
        await display.show(grid, theme)
    }

    private func tick() -> App.Event {
        .tick(uptime: uptime, wall: MachineClock.system.wall())
    }

    var uptime: Duration { ContinuousClock.now - started }

    private var facts: App.DisplayFacts {
        App.DisplayFacts(
            theme: themes.current.name, colours: face.capabilities.colours,
            isUTF8: face.capabilities.isUTF8, glyphs: glyphs)
    }

    private var glyphs: GlyphSet {
        face.capabilities.isUTF8 ? themes.current.glyphs.set ?? .unicode : .ascii
    }
}

// MARK: - Keys

extension MachineProcess {
    /// The event that a key is: while a PIN is asked, its digits stop here, in the PIN pad's fixed buffer.
    mutating func event(of key: Key) -> App.Event {
        guard state.keysGoToPINPad, let pinPad else { return .key(key) }
        switch key {
        case .digit(let digit):
            return pinPad.append(digit: UInt8(digit)) ? .pinDigit : .key(.unknown)
        case .backspace:
            pinPad.removeLast()
            return .pinErasedOne
        case .delete, .control("u"):
            pinPad.clear()
            return .pinCleared
        default:
            return .key(key)
        }
    }

    /// While a new PIN is chosen, the screen hears after each key what the PIN pad thinks of it.
    mutating func judgeNewPIN() {
        guard case .newPIN = state.situation else { return }
        take(in: .newPINJudged((pinPad?.weakness).map(NewPINScreen.Weakness.init)))
    }
}

// MARK: - Effects

extension MachineProcess {
    /// - Returns: An exit code when one of them ends the process.
    mutating func perform(_ effects: [App.Effect]) async -> Int32? {
        for effect in effects {
            if case .quit = effect { return 0 }
            await perform(effect)
        }
        return nil
    }

    private mutating func perform(_ effect: App.Effect) async {
        switch effect {
        case .command(let command): await host?.customer(command)
        case .openPINPad, .wipePINPad: pinPad?.wipe()
        case .makePINBlock(let card):
            if let block = pinPad?.block(for: card) { await host?.customer(.verify(block)) }
        case .operatorOrder(let order): await host?.operatorOrder(order)
        case .openOperatorPad:
            pinPad?.wipe()
            askOperatorDoor { $0.answer() }
        case .judgeOperatorCode: askOperatorDoor { $0.judge() }
        case .readJournal:
            let path = plan.state.machine
            Task { [tell] in tell.yield(.journalRead(JournalReading.rows(ofJournalIn: path))) }
        case .startInstance:
            await host?.operatorOrder(.startInstance(InstanceID(bits: .random(in: .min ... .max))))
        case .keepNewPIN: pinPad?.keep()
        case .makeNewPINBlock(let card): await changePIN(of: card)
        case .beep: await face.beep()
        case .flushTypeAhead: await flushTypeAhead()
        case .nextTheme:
            themes.advance()
            take(in: .displayChanged(facts))
        case .redraw:
            shown = nil
            await face.forgetScreen()
        case .suspend: await face.suspend()
        case .quit: break
        case .saveReceipt(let name, let text): save(name, text)
        case .keepReceipt(let name, let text): keep(name, text)
        }
    }

    /// Off this loop: a hash takes a while. The answer comes as a happening.
    private func askOperatorDoor(_ ask: @escaping @Sendable (OperatorDoor) -> OperatorCodeAnswer) {
        guard let pinPad else {
            tell.yield(.operatorCode(.unusable))
            return
        }
        let door = OperatorDoor(directory: plan.state.machine, pad: pinPad)
        Task { [tell] in tell.yield(.operatorCode(ask(door))) }
    }

    private mutating func changePIN(of card: CardNumber) async {
        if let block = pinPad?.newBlock(for: card) {
            await host?.customer(.changePIN(to: block))
        } else {
            _ = await perform(App.reduce(&state, .newPINsDiffer))
        }
    }

    private var isDesksKeyboard: Bool { seat?.deskHasFocus == true }

    /// Keys wait in the display, and behind this event among the happenings too.
    private mutating func flushTypeAhead() async {
        // What is typed at the desk is typed ahead for no screen of the machine's.
        if !isDesksKeyboard {
            guard await face.flushTypeAhead() else { return }
            talk.flush()
        }
        flushesUnderway += 1
        tell.yield(.flushed)
    }

    /// Told before a customer puts in a card, and beside the receipt that would be saved.
    private mutating func askPrinter() async {
        let isOut: Bool
        do {
            isOut = try await printer.isOut()
        } catch {
            isOut = true
            if !state.surroundings.isPrinterOut { Logger.machine.error("the printer: \(error)") }
        }
        if isOut != state.surroundings.isPrinterOut { take(in: .printerChanged(isOut: isOut)) }
    }

    /// Nobody waits for it, so that nothing is said on the screen.
    private func keep(_ name: String, _ text: String) {
        Task { [printer] in
            do {
                _ = try await printer.print(name, text)
            } catch is ReceiptPrinted {
                return
            } catch {
                Logger.machine.error("\(name) is not printed: \(error.localizedDescription)")
            }
        }
    }

    /// Beside this loop: a printer takes its time. The answer comes as a happening.
    private func save(_ name: String, _ text: String) {
        Task { [printer, tell] in
            do {
                tell.yield(.printed(.success(try await printer.print(name, text))))
            } catch {
                Logger.machine.error("\(name) is not printed: \(error.localizedDescription)")
                tell.yield(.printed(.failure(error)))
            }
        }
    }

    /// Says it to the customer or the operator who asked, if he is still there.
    private mutating func tellOfReceipt(_ result: Result<String, any Error>) -> [App.Effect] {
        guard state.situation.awaitsPaper else { return [] }
        switch result {
        case .success(let path):
            return App.reduce(&state, .receiptSaved(path: path))
        case .failure(let error):
            return App.reduce(&state, .receiptNotSaved(reason: error.localizedDescription))
        }
    }
}

extension NewPINScreen.Weakness {
    init(_ weakness: PIN.Weakness) {
        switch weakness {
        case .sameDigit: self = .sameDigit
        case .digitsInARow: self = .digitsInARow
        }
    }
}

extension MachineProcess.Plan {
    /// The grader's: beside a demo's screens; lines and kiosks have none.
    var hasDesk: Bool { !isKiosk && !screen.plain && !isFaceless }

    var printer: ReceiptPrinter {
        ReceiptPrinter(
            folder: screen.receipts ?? state.receipts, command: screen.printer,
            script: MachineDirectory.faults(path: state.machine))
    }

    /// What the screens say of themselves before the bundle has been read; it says the same.
    var configuration: App.Configuration {
        guard let terminal = TerminalID("ATM00001") else {
            preconditionFailure("the demo's terminal has a terminal's name")
        }
        return App.Configuration(
            kind: isKiosk ? .kiosk : .demo, bankName: "DU Central Bank", machine: terminal,
            location: "Curzon Hall, Dhaka", demoCards: isKiosk ? [] : DemoCards.all,
            language: screen.language, screenTimeLimit: screen.screenTimeout.limit)
    }
}

extension Situation {
    /// Whether somebody is here who can have asked for paper: a receipt, or the totals.
    fileprivate var awaitsPaper: Bool {
        if case .receipt = self { return true }
        if case .operatorDesk = self { return true }
        return false
    }
}
