internal import Foundation
internal import Lab

/// What an experiment leaves behind: its table on standard output, its files, and while it runs a line of progress.
struct ExperimentReport {
    private let csv: OutputFile?
    private let gnuplot: OutputFile?
    private let svg: OutputFile?
    private let csvName: String
    private var rows: [ExperimentRow] = []
    private var progress = LabProgress()

    /// Makes the files at once, so that nothing is measured in vain.
    ///
    /// - Throws: A `Complaint` for a file that cannot be made.
    init(csv: String?, svg: String?) throws {
        csvName = csv.map { URL(filePath: $0).lastPathComponent } ?? ""
        self.csv = try csv.map { try OutputFile($0) }
        gnuplot = try csv.map { try OutputFile($0.replacingSuffix(with: ".gp")) }
        self.svg = try svg.map { try OutputFile($0) }
        try self.csv?.write(ExperimentRow.csvHeader + "\n")
    }

    /// How long it will take, before it begins.
    func announce(_ course: ExperimentCourse) {
        let seconds = course.expectedTime.inSeconds
        let time =
            seconds < 90
            ? "\(seconds.text(decimals: 0)) s" : "\((seconds / 60).text(decimals: 0)) min"
        say("By theory this will take \(time) of real time. Ctrl-C ends it; --csv keeps every row.")
    }

    mutating func progressed(_ course: ExperimentCourse) {
        progress.show(course)
    }

    mutating func measured(_ row: ExperimentRow) throws {
        progress.clear()
        if rows.last?.point.policy != row.point.policy {
            say((rows.isEmpty ? "" : "\n") + ExperimentTable.heading(row))
        }
        rows.append(row)
        say(ExperimentTable.line(row))
        try csv?.write(row.csv + "\n")
    }

    /// - Parameter tally: What the books say, where they could be asked.
    /// - Throws: A `Complaint` for a file that cannot be written.
    func finish(_ tally: DepositTally?) throws {
        say("\n" + ExperimentTable.verdict(rows))
        if let tally {
            say(
                "\(tally.confirmed) deposits confirmed, \(tally.credited) credited: "
                    + (tally.isExact ? "each once." : "THE BOOKS ARE WRONG."))
        }
        say("\n" + ExperimentPlot(rows).text)
        try gnuplot?.write(GnuplotScript.text(rows, csv: csvName))
        try svg?.write(ExperimentPicture(rows).svg)
    }

    private func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}

/// A file that is written anew.
struct OutputFile {
    private let path: String
    private let handle: FileHandle

    /// - Throws: A `Complaint`, exit code 73, when the file cannot be made.
    init(_ path: String) throws {
        self.path = path
        do {
            try Data().write(to: URL(filePath: path))
            handle = try FileHandle(forWritingTo: URL(filePath: path))
        } catch {
            throw Complaint(
                "\(path) cannot be made (\(error.localizedDescription)); name a file in a folder that is there and yours.",
                exitCode: 73)
        }
    }

    /// - Throws: A `Complaint`, exit code 74.
    func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw Complaint(
                "\(path) cannot be written: \(error.localizedDescription)", exitCode: 74)
        }
    }
}
