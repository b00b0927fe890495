internal import ArgumentParser
internal import Screens

/// Where the machine process writes down what is done at its keyboard.
struct RecordingOptions: ParsableArguments {
    @Option(help: .hidden) var recording: String?
    @Option(help: .hidden) var recordingBegan: Int64?

    /// - Throws: A `Complaint` when the file cannot be written.
    func recorder() throws -> Recorder? {
        guard let recording, let recordingBegan else { return nil }
        return try Recorder(addingTo: recording, began: recordingBegan)
    }
}

/// What the machine process is to do once more.
struct ReplayOptions: ParsableArguments {
    @Option(help: .hidden) var replay: String?
    @Option(help: .hidden) var replaySpeed = 1.0
}

/// What the head of a recording may set: what `DemoSession` writes there. A recording may come from anybody, so it says
/// neither where files are written nor what is run.
struct RecordedOptions: ParsableArguments {
    @OptionGroup var line: LineOptions
    @Option var timeout: ScreenTimeout?
    @Option var lang: Language?
}
