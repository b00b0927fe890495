/// Why a store could not be made, opened, read or changed by a clerk. Its description is a whole sentence for people.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// There is no store at that place.
        case missing
        /// There is one already.
        case exists
        /// Another process serves it.
        case locked
        /// Not as safe as it must be: permissions, journal mode, synchronous.
        case unsafe
        /// What is in it is not what this program writes.
        case damaged
        /// The books do not allow what was asked; nothing was changed.
        case rejected
        /// The disk or SQLite failed.
        case failed
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
