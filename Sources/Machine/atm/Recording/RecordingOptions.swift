internal import ArgumentParser

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
