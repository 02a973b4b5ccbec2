import Foundation
import FuzzTargets
import Testing

/// Runs what fuzzers found to be worth keeping: inputs that reach different code, and all that ever failed.
@Suite struct FuzzTests {
  private static let inputs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "FuzzInputs")

  @Test(arguments: FuzzTarget.all.map(\.name))
  func whatWasFoundHolds(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let files = try FileManager.default.contentsOfDirectory(
      at: FuzzTests.inputs.appending(path: name), includingPropertiesForKeys: nil)
    #expect(files.count > 10)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let bytes = try [UInt8](Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.run(bytes) }
    }
  }
}
