import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

@Suite(.enabled(if: SharedFolder.has(SharedFolder.examples), "the examples of the specification are not here"))
struct ExampleTests {
  @Test(arguments: ["clusters", "listeners", "transport_sockets"])
  func compilesToTheByte(_ name: String) throws {
    let sources = try SharedFolder.entries(SharedFolder.examples.appending(path: "input")).map { try SourceFile($0) }
    let file = try #require(try compile(sources, CompileOptions())["default/plain/\(name).pb"])
    let expected = try Data(contentsOf: SharedFolder.examples.appending(path: "\(name).pb"))
    #expect(file.bytes == [UInt8](expected))
    var text: [UInt8] = []
    try file.messageType.unpack(file.bytes).write(.yaml, to: &text)
    let expectedText = try String(contentsOf: SharedFolder.examples.appending(path: "\(name).yaml"), encoding: .utf8)
    #expect(String(decoding: text, as: UTF8.self) == expectedText)
  }
}
