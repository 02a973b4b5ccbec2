import Foundation
import Glibc
import Testing

/// A command that turns what one version of the input made into what another makes, and back.
struct FaultScenario: CustomTestStringConvertible {
  enum Verb: String, CaseIterable {
    case compile, join
    case goldenUpdate = "golden update"
  }

  enum Version: CaseIterable {
    case old, new

    var other: Version { self == .old ? .new : .old }
  }

  let verb: Verb
  private let folder: TestFolder
  /// Where everything is that the command writes, and nothing else.
  let place: String

  /// - Parameters:
  ///   - place: an empty folder to write in; default one of its own.
  init(_ verb: Verb, dataplanes: Int, place: String? = nil) throws {
    self.verb = verb
    folder = try TestFolder()
    try folder.makeFolder("place")
    self.place = place ?? folder["place"]
    for version in Version.allCases {
      let name = Self.name(version)
      try folder.write("\(name).yaml", Self.resources(version, dataplanes: dataplanes))
      guard verb == .join else { continue }
      for part in 1...2 {
        try succeed(["compile", folder["\(name).yaml"], "-o", folder["\(name)-\(part)"], "--shard", "\(part)/2"])
      }
    }
    if verb == .goldenUpdate {
      mkdir("\(self.place)/case", 0o755)
      mkdir("\(self.place)/case/input", 0o755)
      try Data("--jobs\n1\n".utf8).write(to: URL(filePath: "\(self.place)/case/args"))
    }
    // What is remembered of VIPs is the same from the second time on.
    for version in [.old, .new, .old] as [Version] { _ = try state(after: version) }
  }

  var testDescription: String { verb.rawValue }

  /// The arguments of `xdsc`, once what it reads is in place.
  func prepare(_ version: Version) throws -> [String] {
    let input = folder["\(Self.name(version)).yaml"]
    switch verb {
    case .compile:
      return [
        "compile", input, "-o", "\(place)/out", "--jobs", "1", "--emit", "yaml", "--vip-lock", "\(place)/vips.lock",
        "--depfile", "\(place)/out.d",
      ]
    case .join:
      let parts = (1...2).map { folder["\(Self.name(version))-\($0)"] }
      return ["join"] + parts + ["-o", "\(place)/out"]
    case .goldenUpdate:
      try Data(contentsOf: URL(filePath: input)).write(to: URL(filePath: "\(place)/case/input/mesh.yaml"))
      return ["golden", "update", "\(place)/case"]
    }
  }

  /// The exit code of a run that did its work.
  func isDone(_ outcome: RunXdsc.Outcome) -> Bool {
    outcome.status == 0 || verb == .goldenUpdate && outcome.status == 1
  }

  /// Everything in the place, after a run that nothing disturbs.
  func state(after version: Version) throws -> State {
    let outcome = try RunXdsc.run(try prepare(version))
    try #require(isDone(outcome), "\(outcome.status) \(outcome.error)")
    return state()
  }

  func state() -> State {
    var state = State()
    for case let path as String in FileManager.default.enumerator(atPath: place) ?? .init() {
      // The input of a golden case is not what an update writes.
      if path.hasPrefix("case/input") { continue }
      var status = stat()
      guard lstat("\(place)/\(path)", &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        if path.contains("xdsc-staging") { state.leftovers.append(path) }
        continue
      }
      let contents = FileManager.default.contents(atPath: "\(place)/\(path)")
      if path.contains("xdsc-staging") {
        state.leftovers.append(path)
      } else if path.hasPrefix("out/") || path.hasPrefix("case/expected/") {
        state.tree[path] = contents
      } else {
        state.files[path] = contents
      }
    }
    return state
  }

  struct State: Equatable {
    var tree: [String: Data] = [:]
    /// Those that are replaced one by one.
    var files: [String: Data] = [:]
    /// What is there only as long as a run lasts.
    var leftovers: [String] = []
  }

  private func succeed(_ arguments: [String]) throws {
    let outcome = try RunXdsc.run(arguments)
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  private static func name(_ version: Version) -> String { version == .old ? "old" : "new" }

  /// The new version has another service, another port of the first one, one dataplane more and one less.
  private static func resources(_ version: Version, dataplanes: Int) -> String {
    let isNew = version == .new
    let services = [("first", isNew ? 444 : 443), ("second", 443)] + (isNew ? [("third", 443)] : [])
    let mesh = services.map { name, port in
      """
      type: MeshExternalService
      name: \(name)
      mesh: default
      spec:
        match: {port: 80, protocol: http}
        endpoints: [{address: \(name).example.com, port: \(port)}]
        tls: {enabled: true, version: {max: TLS13}, verification: {serverName: \(name).example.com}}
      """
    }
    let proxies = (isNew ? 1...dataplanes : 0...(dataplanes - 1)).map { index in
      let used = ["first"] + (index % 2 == 0 ? ["second"] : []) + (isNew && index == dataplanes ? ["third"] : [])
      let outbounds = used.enumerated().map { offset, name in
        "{port: \(8081 + offset), backendRef: {kind: MeshExternalService, name: \(name)}}"
      }
      return """
        type: Dataplane
        name: proxy-\(index)
        mesh: default
        networking: {address: 192.168.0.1, outbound: [\(outbounds.joined(separator: ", "))]}
        """
    }
    return (mesh + proxies).joined(separator: "\n---\n") + "\n"
  }
}
