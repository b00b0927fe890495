internal import BankProtocol

extension JournalEvent {
    /// `000131-1`: the reference of its key and the epoch; `nil` for what concerns no key.
    package var reference: String? {
        key.map { "\(Reference($0).text)-\($0.epoch.number)" }
    }
}
