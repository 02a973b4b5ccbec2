import Foundation

/// Measures the release binary against floors of the same run.
struct Bench {
  let xdsc: String
  /// Folder of `print` and `scan`.
  let tools: String
  let work: String

  private var out: String { "\(work)/out" }
  private var tree: String { "\(work)/tree" }

  func measure(_ meshes: [Mesh]) throws {
    print("Ratios are medians of runs in turn, with the least and the greatest; times and peaks are medians of xdsc.\n")
    start()
    var costs: [(mesh: Mesh, cpu: Double)] = []
    for mesh in meshes { costs.append((mesh, try measure(mesh))) }
    fit(costs, "services", of: { $0.services }, atSame: { "\($0.dataplanes)" })
    fit(costs, "dataplanes", of: { $0.dataplanes }, atSame: { "\($0.services)" })
  }

  private func start() {
    print("process start")
    compare("--version, to printing a line", 51, [xdsc, "--version"], [tools + "/print"])
  }

  private func measure(_ mesh: Mesh) throws -> Double {
    let input = "\(work)/\(mesh.name)"
    try mesh.write(to: input)
    let compile = [xdsc, "compile", "-q", input, "-o", out]
    let whole = "\(input)/services.yaml"
    _ = run([xdsc, "compile", "-q", input, "-o", tree])
    let runs = mesh.services * mesh.dataplanes > 50000 ? 5 : 15
    print("\n\(mesh.name)")
    let fresh = { _ = try? FileManager.default.removeItem(atPath: out) }
    let samples = compare(
      "compile, to a scan of the services by libyaml", runs, compile, [tools + "/scan", whole], fresh)
    compare("compile, to cp of its output", runs, compile, ["cp", "-r", tree, out], fresh)
    compare("two threads, to one", runs, compile + ["--jobs", "2"], compile + ["--jobs", "1"], fresh)
    _ = run(compile)
    compare(
      "compile again with nothing changed, to sha256sum of the input", runs, compile,
      ["sha256sum", "\(input)/mesh.yaml", whole])
    for path in [input, tree, out] { try FileManager.default.removeItem(atPath: path) }
    return median(samples.map(\.cpu))
  }

  /// Runs two commands in turn and prints one to the other.
  @discardableResult
  private func compare(
    _ name: String, _ runs: Int, _ a: [String], _ b: [String], _ prepare: () -> Void = {}
  ) -> [Sample] {
    var samples: [(a: Sample, b: Sample)] = []
    for _ in 0...runs {
      prepare()
      let a = run(a)
      prepare()
      samples.append((a, run(b)))
    }
    samples.removeFirst()  // It warmed the caches.
    func ratio(_ figure: KeyPath<Sample, Double>) -> String {
      let ratios = samples.map { $0.a[keyPath: figure] / $0.b[keyPath: figure] }
      return "\(text(median(ratios))) (\(text(ratios.min() ?? 0))-\(text(ratios.max() ?? 0)))"
    }
    let all = samples.map(\.a)
    print("  \(name): \(ratio(\.wall)) wall, \(ratio(\.cpu)) cpu")
    print(
      "    \(text(median(all.map(\.wall)) * 1000)) ms, \(text(median(all.map(\.cpu)) * 1000)) ms cpu, "
        + "\(text(median(all.map(\.peak)) / 1048576)) MiB; the other \(text(median(samples.map(\.b.wall)) * 1000)) ms")
    return all
  }

  /// Prints by which power of a size the cost grows: between the two largest of each series that differs in it alone.
  private func fit(
    _ costs: [(mesh: Mesh, cpu: Double)], _ name: String, of size: (Mesh) -> Int, atSame other: (Mesh) -> String
  ) {
    let series = Dictionary(grouping: costs) { "\(other($0.mesh)) \($0.mesh.hasTLS) \($0.mesh.hasPolicies)" }
    for (_, points) in series.sorted(by: { $0.key < $1.key }) {
      let last = points.sorted { size($0.mesh) < size($1.mesh) }.suffix(2)
      guard let a = last.first, let b = last.last, size(a.mesh) < size(b.mesh) else { continue }
      let exponent = log(b.cpu / a.cpu) / log(Double(size(b.mesh)) / Double(size(a.mesh)))
      print("\ncost grows with \(name)^\(text(exponent)) from \(a.mesh.name) to \(b.mesh.name)", terminator: "")
    }
    print("")
  }

  private func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
