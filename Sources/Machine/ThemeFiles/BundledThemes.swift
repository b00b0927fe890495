/// The themes that are part of the program, embedded from the top-level folder `Themes`.
package enum BundledThemes {
    /// In the order in which the key T goes through them. A test compares this list with the folder.
    package static let names = [
        "midnight", "daylight", "phosphor", "high-contrast", "colour-safe", "mono",
    ]

    /// The text of a bundled theme file; `nil` for a name that is none.
    package static func text(of name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func bytes(of name: String) -> [UInt8]? {
        switch name {
        case "midnight": PackageResources.midnight_toml
        case "daylight": PackageResources.daylight_toml
        case "phosphor": PackageResources.phosphor_toml
        case "high-contrast": PackageResources.high_contrast_toml
        case "colour-safe": PackageResources.colour_safe_toml
        case "mono": PackageResources.mono_toml
        default: nil
        }
    }
}
