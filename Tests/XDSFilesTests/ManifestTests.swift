import Foundation
import Testing
import XDSCompiler

@testable import XDSFiles

@Suite struct ManifestTests {
  private let digest = SHA256.hash([])

  @Test func theTextIsSortedAndIndented() {
    let manifest = Manifest(
      version: "1.2",
      options: ["zone": .text("ost \"1\"\u{1}\\"), "jobs": .number(2), "strict": .flag(true), "mesh": .texts([])],
      inputs: [.init(name: "b", digest: digest), .init(name: "a", digest: digest)],
      outputs: [.init(path: "z/ä.pb", digest: digest, size: 7)])
    let expected = """
      {
        "tool": {
          "name": "xdsc",
          "version": "1.2"
        },
        "options": {
          "jobs": 2,
          "mesh": [],
          "strict": true,
          "zone": "ost \\"1\\"\\u0001\\\\"
        },
        "inputs": [
          {
            "name": "a",
            "sha256": "\(digest.hex)"
          },
          {
            "name": "b",
            "sha256": "\(digest.hex)"
          }
        ],
        "outputs": [
          {
            "path": "z/ä.pb",
            "sha256": "\(digest.hex)",
            "size": 7
          }
        ]
      }

      """
    #expect(String(decoding: manifest.json(), as: UTF8.self) == expected)
  }

  @Test func orderDoesNotMatter() {
    let inputs = ["b", "a", "c"].map { Manifest.Input(name: $0, digest: SHA256.hash(Array($0.utf8))) }
    let outputs = ["b", "a"].map { Manifest.Output(path: $0, digest: digest, size: 0) }
    let manifest = Manifest(version: "", options: [:], inputs: inputs, outputs: outputs)
    let other = Manifest(version: "", options: [:], inputs: inputs.reversed(), outputs: outputs.reversed())
    #expect(manifest.json() == other.json())
  }

  @Test func pathsAreReadBack() {
    let paths = ["a/b.pb", "quote\"d", "back\\slash", "tab\t", "ä", "\u{7F}"]
    let outputs = paths.map { Manifest.Output(path: $0, digest: digest, size: 0) }
    let manifest = Manifest(
      version: "", options: ["x": .texts(["outputs"])], inputs: [.init(name: "outputs", digest: digest)],
      outputs: outputs)
    #expect(Manifest.outputPaths(manifest.json())?.sorted() == paths.sorted())
    #expect(Manifest.outputDigests(manifest.json())?.map(\.path).sorted() == paths.sorted())
    #expect(Manifest.outputDigests(manifest.json())?.allSatisfy { $0.digest == digest.hex } == true)
    #expect(Manifest.outputPaths(Manifest(version: "", options: [:], inputs: []).json()) == [])
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", "{\"outputs\": 7}", "{\"outputs\": [{}]}", "{\"outputs\": [7]}",
    "{\"outputs\": [{\"path\": \"a}]}", "{\"outputs\": []} x", "{\"outputs\": [{\"path\": \"\\q\"}]}",
    "{\"outputs\": [{\"path\": \"\\u12\"}]}", "{\"x\": " + String(repeating: "[", count: 100_000),
  ])
  func nonsenseIsNoManifest(text: String) {
    #expect(Manifest.outputPaths(Array(text.utf8)) == nil)
  }

  @Test func allIsReadBack() {
    let manifest = Manifest(
      version: "1.2",
      options: ["zone": .text("o\u{7F}"), "port": .number(-2), "on": .flag(true), "mesh": .texts(["a"])],
      inputs: [.init(name: "a", digest: SHA256.hash([1])), .init(name: "b", digest: digest)],
      outputs: [.init(path: "z/ä.pb", digest: SHA256.hash([2]), size: 7)])
    #expect(Manifest(json: manifest.json()) == manifest)
  }

  @Test(arguments: ["version", "sha256", "size", "e3b0", "options", "{", "tool", "\n", " "])
  func aManifestThatLacksSomethingIsNone(_ part: String) {
    let manifest = Manifest(
      version: "1.2", options: [:], inputs: [.init(name: "b", digest: digest)],
      outputs: [.init(path: "a", digest: digest, size: 7)])
    let text = String(decoding: manifest.json(), as: UTF8.self)
    #expect(Manifest(json: Array(text.utf8)) == manifest)
    #expect(Manifest(json: Array(text.replacingOccurrences(of: part, with: "").utf8)) == nil)
  }

  @Test func noPrefixOfAManifestIsOne() {
    let outputs = [Manifest.Output(path: "a", digest: digest, size: 0)]
    let bytes = Manifest(version: "1", options: [:], inputs: [], outputs: outputs).json()
    for count in 0..<(bytes.count - 1) { #expect(Manifest.outputPaths(Array(bytes[..<count])) == nil) }
    #expect(Manifest.outputPaths(bytes) == ["a"])
  }
}
