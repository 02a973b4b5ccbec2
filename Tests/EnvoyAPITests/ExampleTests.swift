import Foundation
import Testing

import EnvoyAPI

/// The examples of the specification, which stand beside the package where it is developed.
private let examples = URL(filePath: #filePath).appending(path: "../../../../shared/spec/examples").standardized

private let haveExamples = FileManager.default.fileExists(atPath: examples.path)

@Suite(.enabled(if: haveExamples, "the examples of the specification are not here")) struct ExampleTests {
  @Test(arguments: ["clusters", "listeners", "transport_sockets"])
  func textIsThatOfTheIndependentDecoder(_ name: String) throws {
    let packed = try Data(contentsOf: examples.appending(path: "\(name).pb"))
    let expected = try String(contentsOf: examples.appending(path: "\(name).yaml"), encoding: .utf8)
    let response = try DiscoveryResponse.messageType.unpack([UInt8](packed))
    var text: [UInt8] = []
    response.write(.yaml, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == expected)
    #expect(response.unknownFields() == [])
    #expect(response.packed() == [UInt8](packed))
  }
}
