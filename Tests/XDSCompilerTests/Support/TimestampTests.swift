import Foundation
import Testing

@testable import XDSCompiler

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, 0), ("1969-12-31T23:59:59Z", -1, 0), ("2000-02-29T00:00:00Z", 951_782_400, 0),
    ("2024-06-14T09:19:56Z", 1_718_356_796, 0), ("2024-06-14t09:19:56z", 1_718_356_796, 0),
    ("2024-06-14 09:19:56Z", 1_718_356_796, 0), ("2024-06-14T11:19:56+02:00", 1_718_356_796, 0),
    ("2024-06-14T05:49:56-03:30", 1_718_356_796, 0), ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ("9999-12-31T23:59:59Z", 253_402_300_799, 0), ("1970-01-01T00:00:00.5Z", 0, 500_000_000),
    ("1970-01-01T00:00:00.000000001Z", 0, 1), ("1970-01-01T00:00:00.1234567899Z", 0, 123_456_789),
  ])
  func reads(text: String, seconds: Int, nanoseconds: Int) throws {
    let time = try #require(Timestamp(text))
    #expect(time.seconds == Int64(seconds))
    #expect(time.nanoseconds == Int32(nanoseconds))
  }

  @Test(arguments: [
    "0000-01-01T00:00:00Z", "0001-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
    "2000-02-29T12:34:56Z", "2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
  ])
  func writesWhatItReads(_ text: String) {
    #expect(Timestamp(text)?.description == text)
  }

  @Test func writesInUTC() {
    #expect(Timestamp("2025-01-01T00:30:00.5+01:00")?.description == "2024-12-31T23:30:00Z")
    #expect(Timestamp("2016-12-31T23:59:60Z")?.description == "2017-01-01T00:00:00Z")
  }

  @Test(arguments: [
    "", "2024", "2024-06-14", "2024-06-14T09:19:56", "2024-06-14T09:19Z", "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-06-00T00:00:00Z", "2024-06-31T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2024-06-14T24:00:00Z",
    "2024-06-14T09:60:00Z", "2024-06-14T09:19:61Z", "2024-06-14T09:19:56.Z", "2024-06-14T09:19:56+0200",
    "2024-06-14T09:19:56+24:00", "2024-06-14T09:19:56Z ", "24-06-14T09:19:56Z", "2024-6-14T09:19:56Z",
  ])
  func refuses(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func comparesInstants() throws {
    let times = try ["2024-06-14T12:00:00+02:00", "2024-06-14T10:00:00.1Z", "2024-06-14T09:30:00-01:00"].map {
      try #require(Timestamp($0))
    }
    #expect(times[0] < times[1] && times[1] < times[2])
    #expect(Timestamp("2024-06-14T12:00:00+02:00") == Timestamp("2024-06-14T10:00:00Z"))
  }

  /// Four centuries and a bit; before 1582 Foundation's calendar is another.
  @Test func agreesWithFoundation() throws {
    let formatter = ISO8601DateFormatter()
    for day in stride(from: -134_000, through: 40_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(day) * 86400)
      let text = formatter.string(from: date)
      #expect(Timestamp(text)?.seconds == Int64(day) * 86400)
      #expect(Timestamp(seconds: Int64(day) * 86400).description == text)
    }
  }
}
