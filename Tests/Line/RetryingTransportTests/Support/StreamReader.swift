/// Reads one stream step by step and remembers what it has read.
final class StreamReader<Element: Sendable> {
    private var iterator: AsyncStream<Element>.Iterator
    private(set) var seen: [Element] = []

    init(_ stream: AsyncStream<Element>) {
        iterator = stream.makeAsyncIterator()
    }

    /// The next element; `nil` when the stream is over.
    func next() async -> Element? {
        var iterator = iterator
        let element = await iterator.next()
        self.iterator = iterator
        if let element { seen.append(element) }
        return element
    }

    /// Reads on to an element that suits; `nil` when the stream is over first.
    func first(where suits: (Element) -> Bool) async -> Element? {
        while let element = await next() {
            if suits(element) { return element }
        }
        return nil
    }

    func readToEnd() async {
        while await next() != nil {}
    }
}
