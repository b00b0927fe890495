internal import ArgumentParser

/// `--json`.
struct ListingOptions: ParsableArguments {
    @Flag(name: .long, help: "Print an array of JSON objects; amounts in minor units.")
    var json = false

    func show(_ listing: Listing) {
        StandardOutput.say(json ? listing.json : listing.table)
    }
}
