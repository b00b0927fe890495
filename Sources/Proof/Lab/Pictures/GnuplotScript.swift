/// A script for gnuplot that draws the CSV beside which it lies: for whoever wants other pictures of the same figures.
package enum GnuplotScript {
    /// - Parameters:
    ///   - rows: What the CSV holds.
    ///   - csv: The CSV's name, as the script will find it.
    /// - Returns: The script's text.
    package static func text(_ rows: [ExperimentRow], csv: String) -> String {
        let curves = Curve.all(in: rows)
        let theories = curves.enumerated().map { number, curve in
            let row = curve.rows[0]
            let interval = row.point.policy.settledInterval(row.clock.roundTrip).inSeconds
            return "theory\(number)(p) = (1/success(p) - 1) * \(interval) + "
                + "\(row.clock.roundTrip.inSeconds)"
        }
        // All bands below all lines, so that no curve is covered by another's band.
        let plots =
            curves.enumerated().map { number, curve in band(curve, number) }
            + curves.enumerated().map { number, curve in lines(curve, number) }
        return """
            # Run in the folder of the CSV: gnuplot -p \(quoted(csv.replacingSuffix(with: ".gp")))
            csv = \(quoted(csv))
            set datafile separator ","
            set logscale y
            set xlabel "loss in each direction, percent"
            set ylabel "seconds from the first sending to the answer"
            set key top left
            set grid
            success(p) = (1 - p/100.0)**2
            \(theories.joined(separator: "\n"))
            of(curve, value) = strcol(12) eq curve ? value : NaN
            plot \(plots.joined(separator: ", \\\n     "))

            """
    }

    private static func band(_ curve: Curve, _ number: Int) -> String {
        let name = quoted(curve.name)
        return "csv every ::1 using 1:(of(\(name), $7)):(of(\(name), $8)) with filledcurves "
            + "fs transparent solid 0.2 lc \(number + 1) "
            + "title \(quoted("\(curve.name): 5th to 95th percentile"))"
    }

    /// A curve has one colour.
    private static func lines(_ curve: Curve, _ number: Int) -> String {
        let name = quoted(curve.name)
        let last = curve.rows.last?.point.lossToBank ?? 0
        let colour = "lc \(number + 1)"
        return [
            "csv every ::1 using 1:(of(\(name), $6)) with linespoints pt 7 \(colour) title \(quoted("\(curve.name): median"))",
            "csv every ::1 using 1:(of(\(name), $5)) with points pt 2 \(colour) title \(quoted("\(curve.name): mean"))",
            "[0:\(last)] theory\(number)(x) \(colour) dashtype 2 title \(quoted("\(curve.name): theory"))",
        ].joined(separator: ", \\\n     ")
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.flatMap { "\"\\".contains($0) ? ["\\", $0] : [$0] } + "\""
    }
}

extension String {
    /// The name with the part after its last dot exchanged: `a.csv` → `a.gp`.
    package func replacingSuffix(with suffix: String) -> String {
        guard let dot = lastIndex(of: "."), !self[dot...].contains("/") else {
            return self + suffix
        }
        return self[..<dot] + suffix
    }
}
