/// What protects the messages of a load; each can be left out, to see what it costs.
struct BenchSecurity: Hashable {
    var hasTLS = true
    var hasMAC = true
}
