import Lab
import Testing

@Suite struct LossListTests {
    @Test(arguments: [
        ("0", [0]), ("0,10,95", [0, 10, 95]), ("5, 6 ,100", [5, 6, 100]),
        ("0,10,…,95", [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95]),
        ("0,5,...,20", [0, 5, 10, 15, 20]), ("0,1,…,3,50,…,98", [0, 1, 2, 3, 50, 97, 98]),
    ])
    func `a list is read`(_ text: String, _ percentages: [Int]) throws {
        #expect(try LossList(parsing: text).percentages == percentages)
    }

    @Test(arguments: [
        ("", "‘’ is no loss"), ("10,", "‘’ is no loss"), ("ten", "‘ten’ is no loss"),
        ("101", "‘101’ is no loss"), ("-1", "‘-1’ is no loss"), ("1.5", "‘1.5’ is no loss"),
        ("0000000000000000000000", "is no loss"), ("٣", "is no loss"),
        ("10,10", "10 comes after 10"), ("20,10", "10 comes after 20"),
        ("0,10,…,5", "5 comes after 10"), ("0,…,50", "two losses stand before it"),
        ("…,50", "two losses"), ("0,1,…,…,9", "two losses"), ("0,10,…", "a loss stands after it"),
    ])
    func `a text that is no list is told why`(_ text: String, _ reason: String) {
        let error = #expect(throws: LossListError.self) { try LossList(parsing: text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
}
