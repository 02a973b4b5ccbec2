import ArgumentParser
import Glibc
import XDSCompiler
import XDSDriver

/// Options of every verb that compiles. Flags win over the environment.
struct CompileArguments: ParsableArguments {
  static let title = "How to compile"

  /// Each thread has memory of its own, and no machine gains by more of them.
  private static let maxJobs = 256

  @Option(help: .init("Only this mesh; repeatable.", valueName: "name"))
  var mesh: [String] = []

  @Option(help: .init("Only this dataplane, by its core name; repeatable.", valueName: "name"))
  var dataplane: [String] = []

  @Option(help: .init("Name of the local zone.", valueName: "name"))
  var zone: String?

  @Option(
    help: .init(
      """
      CA bundle on the sidecar's machine, or auto for the one of this machine. Default: \
      $KUMA_DATAPLANE_RUNTIME_DYNAMIC_SYSTEM_CA_PATH, else /etc/ssl/certs/ca-certificates.crt.
      """, valueName: "path"), completion: .file())
  var systemCaPath: String?

  @Option(
    help: .init(
      "Range that VIPs come from. Default: $KUMA_IPAM_MESH_EXTERNAL_SERVICE_CIDR, else 242.0.0.0/8.", valueName: "cidr")
  )
  var mesCidr: String?

  @Option(help: .init("Port of the DNS listener of transparent proxies; 0 for none.", valueName: "port"))
  var dnsPort: UInt16 = CompileOptions().dnsPort

  @Option(
    help: .init("Resolver to which the DNS listener forwards other names; repeatable.", valueName: "address[:port]"))
  var dnsUpstream: [DNSUpstream] = []

  @Option(
    help: .init(
      "File that remembers which VIP each service has; compile creates it when missing, and keeps it.",
      valueName: "file"), completion: .file())
  var vipLock: String?

  @Flag(help: "Make it an error when the lock file would have to change.")
  var frozen = false

  @Option(
    help: .init(
      """
      inline: private keys stand where they are used; sds: they stand in secrets.pb alone, and Envoy reads that file \
      again after every compile.
      """, valueName: "kind"))
  var secrets = SecretsArgument.inline

  @Option(
    help: .init(
      """
      With --secrets sds and --bootstrap dynamic: where the compiled tree is on the sidecar's machine. Default: the \
      folder of -o as given.
      """, valueName: "path"))
  var treePath: String?

  @Flag(help: "Add the policies that a control plane creates with every mesh, where they are missing.")
  var defaultPolicies = false

  @Flag(help: "Make resources of other kinds an error.")
  var strict = false

  @Flag(help: "Leave out what has errors and compile the rest; the exit code is still 1.")
  var keepGoing = false

  @Option(help: .init("Threads to use. Default: one per processor.", valueName: "n"))
  var jobs: Int?

  @OptionGroup(title: LintArguments.title) var lints: LintArguments

  @OptionGroup(title: ReportArguments.title) var report: ReportArguments

  func validate() throws {
    _ = try vipRange()
    if frozen, vipLock == nil { throw ValidationError("--frozen needs --vip-lock") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// What the sidecar has to know: where it finds its files.
  ///
  /// - Parameters:
  ///   - output: the folder that is written; nil where none is.
  ///   - isWatched: whether Envoy reads the other files, too.
  func checkTreePath(output: String? = nil, isWatched: Bool = false) throws {
    if secrets == .sds, treePath ?? output == nil {
      throw ValidationError("--secrets sds needs --tree-path: where the sidecar finds the compiled tree")
    }
    if treePath != nil, secrets == .inline, !isWatched {
      throw ValidationError("--tree-path goes with --secrets sds or --bootstrap dynamic")
    }
  }

  /// The compiled tree as the sidecar finds it.
  func treePath(output: String?) -> String? {
    (treePath ?? output).map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// - Parameters:
  ///   - inputs: files, folders, and `-` for standard input.
  ///   - output: the folder that is written; nil where none is.
  func request(_ inputs: [String], _ reporter: Reporter, output: String? = nil) -> CompileRequest {
    var options = CompileOptions()
    options.zone = zone
    options.dnsPort = dnsPort
    options.dnsUpstreams = dnsUpstream
    options.meshes = Set(mesh)
    options.dataplanes = Set(dataplane)
    options.addsDefaultPolicies = defaultPolicies
    options.strict = strict
    options.keepGoing = keepGoing
    options.jobs = min(jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), CompileArguments.maxJobs)
    if let range = try? vipRange() { options.vipRange = range }
    options.lintLevels = lints.levels()
    if secrets == .sds { options.secrets = .sds(treePath: treePath(output: output) ?? "") }
    let caPath = systemCaPath ?? environment("KUMA_DATAPLANE_RUNTIME_DYNAMIC_SYSTEM_CA_PATH")
    if let caPath { options.systemCAPath = caPath.isEmpty ? nil : caPath }
    var request = CompileRequest(inputs: inputs, options: options)
    request.findsSystemCA = systemCaPath == "auto"
    request.lockPath = vipLock
    request.isFrozen = frozen
    request.reporter = reporter
    return request
  }

  private func vipRange() throws -> CIDR? {
    let name = "KUMA_IPAM_MESH_EXTERNAL_SERVICE_CIDR"
    guard let text = mesCidr ?? environment(name) else { return nil }
    guard let range = CIDR(text) else {
      throw ValidationError("\(mesCidr == nil ? name : "--mes-cidr"): \"\(text)\" is not a CIDR such as 242.0.0.0/8")
    }
    return range
  }

  private func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

enum SecretsArgument: String, ExpressibleByArgument, CaseIterable {
  case inline, sds
}

extension DNSUpstream: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
