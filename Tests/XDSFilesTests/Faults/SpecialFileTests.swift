import Foundation
import Glibc
import Testing

/// Pipes, devices and folders where a file belongs, and names that could pass for something else.
@Suite struct SpecialFileTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Runs in the folder; whatever waits for somebody who writes to a pipe is stopped.
  private func run(_ arguments: [String], limits: String = "") throws -> RunXdsc.Outcome {
    try RunXdsc.run(
      arguments, by: ["bash", "-c", #"cd "$1" && shift && \#(limits) exec timeout 60 "$@""#, "bash", folder.path])
  }

  private func place(_ kind: String, at name: String) throws {
    try folder.makeFolder(String(name.split(separator: "/").dropLast().joined(separator: "/")))
    switch kind {
    case "pipe": #expect(mkfifo(folder[name], 0o600) == 0)
    case "zeros": try folder.link(name, to: "/dev/zero")
    case "socket":
      // A path in an address has 107 bytes at most.
      let outcome = try RunXdsc.run(
        [],
        by: [
          "python3", "-c",
          "import os, socket, sys; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind(sys.argv[2])",
          folder.path, name,
        ])
      #expect(outcome.status == 0, "\(outcome.error)")
    default: try folder.makeFolder(name)
    }
  }

  @Test(
    arguments: ["pipe", "zeros", "folder", "socket"],
    [
      ("lock", ["compile", "a.yaml", "-o", "out", "--vip-lock", "lock"]),
      ("tree/manifest.json", ["diff", "tree", "a.yaml"]),
      ("tree/manifest.json", ["join", "tree", "-o", "out"]),
      ("tree/default/a/clusters.pb", ["diff", "tree/default/a", "tree/default/a"]),
      ("case/args", ["golden", "check", "case"]),
      ("case/stdout.txt", ["golden", "check", "case"]),
      ("case/expected/default/a.pb", ["golden", "check", "case"]),
    ])
  func onlyAFileWillDo(kind: String, use: (name: String, arguments: [String])) throws {
    // A folder in a tree is none of its files.
    if kind == "folder", use.name != "lock", use.name != "case/args" { return }
    try folder.write("a.yaml", "type: Mesh\nname: default\n")
    try folder.write("case/input/a.yaml", "type: Mesh\nname: default\n")
    try place(kind, at: use.name)
    let outcome = try run(use.arguments)
    #expect(outcome.status == 2)
    #expect(outcome.error == "xdsc: error: \(use.name): is \(kind == "folder" ? "a folder" : "not a file")\n")
    #expect(folder.status("out") == nil)
  }

  @Test(arguments: ["pipe", "zeros", "socket"])
  func anInputIsAFileOrAFolder(kind: String) throws {
    try place(kind, at: "in/a.yaml")
    for arguments in [["check", "in"], ["explain", "in"], ["diff", "in", "in"]] {
      let outcome = try run(arguments)
      #expect(outcome.status == 2)
      #expect(outcome.error == "xdsc: error: in/a.yaml: neither a file nor a folder\n", "\(arguments)")
    }
  }

  @Test func whatIsNamedMayBeAPipe() throws {
    let text = "typeUrl: type.googleapis.com/envoy.config.cluster.v3.Cluster\n"
    try folder.write("a.yaml", text)
    for arguments in [["decode"], ["decode", "--type", "envoy.service.discovery.v3.DiscoveryResponse"]] {
      let outcome = try RunXdsc.run(arguments, by: ["bash", "-c", #""$@" <(cat \#(folder["a.yaml"]))"#, "bash"])
      #expect(outcome.status == 0 && outcome.output == text, "\(outcome.error)")
    }
  }

  @Test func aFolderMayLieDeep() throws {
    let deep = "in" + String(repeating: "/a", count: 1000)
    let make = try RunXdsc.run(
      [], by: ["bash", "-c", #"mkdir -p "$1" && echo "x: 1" >"$1/x.yaml""#, "bash", folder[deep]])
    #expect(make.status == 0, "\(make.error)")
    #expect(try run(["check", "in"]).error.hasPrefix("\(deep)/x.yaml:1:1: error: ") == true)
  }

  /// With whatever lies too deep for Foundation.
  private func remove(_ name: String) throws {
    #expect(try RunXdsc.run([], by: ["bash", "-c", #"rm -rf "$1""#, "bash", folder[name]]).status == 0)
  }

  /// Much deeper than a stack is: the old tree stays, and the next run can go on.
  @Test func whatLiesTooDeepIsAnError() throws {
    try folder.write("case/input/a.yaml", "type: Mesh\nname: default\n")
    #expect(try run(["compile", "case/input", "-o", "out"]).status == 0)
    for name in ["out", "case/expected", ".out.xdsc-staging", "in"] {
      try folder.makeFolder(name)
      var place = open(folder[name], O_RDONLY | O_DIRECTORY)
      for _ in 0..<10_000 {
        mkdirat(place, "a", 0o700)
        let next = openat(place, "a", O_RDONLY | O_DIRECTORY)
        close(place)
        place = next
      }
      close(place)
    }
    func expectError(_ message: String, _ arguments: [String]) throws {
      // Each is open on the way down: the usual limit of a shell may come first.
      let outcome = try run(arguments, limits: "ulimit -n $(ulimit -Hn);")
      let messages = [message, "Too many open files"]
      #expect(outcome.status == 2 && messages.contains { outcome.error.contains(": \($0)\n") }, "\(outcome)")
    }
    let tooDeep = "is a folder more than 1000 levels deep"
    try folder.write("case/input/a.yaml", "type: Mesh\nname: other\n")
    let manifest = folder.text("out/manifest.json")
    try expectError("File name too long", ["compile", "case/input", "-o", "out"])
    try remove(".out.xdsc-staging")
    try expectError(tooDeep, ["compile", "case/input", "-o", "out"])
    #expect(folder.text("out/manifest.json") == manifest)
    #expect(folder.status(".out.xdsc-staging") == nil)
    try expectError(tooDeep, ["golden", "check", "case"])
    try expectError(tooDeep, ["golden", "check", "in"])
    try expectError(tooDeep, ["check", "in"])
    for name in ["out", "case", "in"] { try remove(name) }
  }

  /// More than all the memory that there is, for what is kept of it.
  @Test func aManifestOfNonsenseTakesNoMemory() throws {
    for text in ["{\"x\": [", "["] {
      try folder.write("tree/manifest.json", text + String(repeating: "1,", count: 12_000_000) + "1]}")
      let outcome = try run(["join", "tree", "-o", "out"], limits: "ulimit -v 300000 &&")
      #expect(outcome.status == 2)
      #expect(outcome.error.hasPrefix("xdsc: error: tree/manifest.json: is no manifest of this version of xdsc\n"))
    }
  }

  /// Nothing that is said may move a cursor, or look like something else that is said.
  @Test func namesAreShownWithoutControlCharacters() throws {
    let name = "a\u{1B}[31mb\nxdsc: error: forged"
    let shown = #"a\u{1b}[31mb\u{a}xdsc: error: forged"#
    try folder.write("\(name)/case/input/a.yaml", "type: Mesh\nname: default\nx: 1\n")
    try folder.write("\(name)/a.yaml", "typeUrl: type.googleapis.com/envoy.config.cluster.v3.Cluster\n")
    try folder.makeFolder("\(name)/empty")
    let runs = try [
      ["check", "\(name)/case/input"], ["check", "\(name)/empty"], ["check", "\(name)/none"],
      ["decode", "\(name)/a.yaml", "\(name)/a.yaml"], ["decode", "\(name)/none"],
      ["diff", "\(name)/case/input", "\(name)/case/input"], ["explain", "\(name)/case/input"],
      ["golden", "check", name], ["golden", "check", "\(name)/empty"], ["join", name, "-o", "out"],
      ["compile", "-v", "\(name)/case/input", "--keep-going", "-o", "\(name)/out"],
    ].map { ($0, try run($0)) }
    for (arguments, outcome) in runs {
      let said = outcome.output + outcome.error
      #expect(said.contains(shown), "\(arguments) \(said)")
      #expect(!said.contains("\u{1B}") && !said.contains("\nxdsc: error: forged"), "\(arguments) \(said)")
    }
  }
}
