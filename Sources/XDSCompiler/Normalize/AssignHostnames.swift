/// Gives services their hostnames: those of their status, then those that HostnameGenerators make.
///
/// - Parameter services: sorted by mesh, then core name.
struct HostnameAssigner {
  /// A generator that can make names.
  private final class Generator: Sendable {
    let resource: HostnameGeneratorResource
    let selector: [Label]
    let template: HostnameTemplate
    let templateNode: Node

    init(resource: HostnameGeneratorResource, selector: [Label], template: HostnameTemplate, templateNode: Node) {
      self.resource = resource
      self.selector = selector
      self.template = template
      self.templateNode = templateNode
    }
  }

  struct Claim: Hashable {
    /// Where the services of the mesh begin.
    let mesh: Int
    /// Lower case: hostnames are compared without it.
    let hostname: String
  }

  /// What a generator has for a service.
  private enum Offer: Sendable {
    case notSelected
    case missingLabel(String)
    case invalidHostname(String)
    case hostname(String)
  }

  let options: CompileOptions
  var diagnostics: DiagnosticCollector
  private(set) var owners: [Claim: Int] = [:]
  /// Of each service, where those of its mesh begin.
  private(set) var meshStarts: [Int] = []
  /// Generators for external services that select none of them.
  private(set) var idleGenerators: [HostnameGeneratorResource] = []

  init(options: CompileOptions, diagnostics: DiagnosticCollector) {
    self.options = options
    self.diagnostics = diagnostics
  }

  mutating func assign(
    _ services: [ExternalService], status: [[Located<String>]], generators: [HostnameGeneratorResource]
  ) {
    owners.reserveCapacity(services.count)
    meshStarts.reserveCapacity(services.count)
    for index in services.indices {
      let continues = index > 0 && services[index].header.mesh == services[index - 1].header.mesh
      meshStarts.append(continues ? meshStarts[index - 1] : index)
    }
    for index in services.indices {
      services[index].isNamed = !status[index].isEmpty
      for hostname in status[index] {
        guard DNSName.isValid(hostname.value) else {
          diagnostics.report(
            .invalidHostname, DNSName.rule.message, at: Place(hostname.node), of: services[index].header)
          services[index].isCompiled = false
          continue
        }
        if claim(hostname.value, for: index, of: services, at: Place(hostname.node)) {
          services[index].hostnames.append(hostname)
        }
      }
    }
    var accepted: [(generator: Generator, hostnames: [String?])] = []
    for generator in prepare(generators) {
      var isIdle = true
      var hostnames = [String?](repeating: nil, count: services.count)
      for (index, offer) in offers(of: generator, to: services).enumerated() {
        if case .notSelected = offer { continue }
        let service = services[index]
        isIdle = false
        service.isNamed = true
        guard let hostname = accept(offer, of: generator, for: service.header),
          claim(hostname, for: index, of: services, at: Place(service.header.nameNode), madeBy: generator)
        else { continue }
        hostnames[index] = hostname
      }
      if isIdle { idleGenerators.append(generator.resource) }
      accepted.append((generator, hostnames))
    }
    // Names are shown in the order of their generators' names, which is not the order in which generators take turns.
    accepted.sort { $0.generator.resource.header.coreName.isBefore($1.generator.resource.header.coreName) }
    for (generator, hostnames) in accepted {
      for case (let service, let hostname?) in zip(services, hostnames)
      where !service.hostnames.contains(where: { $0.value == hostname }) {
        service.hostnames.append(Located(value: hostname, node: generator.templateNode))
      }
    }
    lintHijackedHostnames(services, status: status)
  }

  /// Checks all generators and puts those that select external services in the order in which they take turns.
  private mutating func prepare(_ resources: [HostnameGeneratorResource]) -> [Generator] {
    let ordered = resources.sorted { a, b in
      let (aZone, bZone) = (a.isOfZone, b.isOfZone)
      if aZone != bZone { return aZone }
      return ResourceHeader.byAgeThenName(a.header, b.header)
    }
    return ordered.compactMap { prepare($0) }
  }

  private mutating func prepare(_ resource: HostnameGeneratorResource) -> Generator? {
    let header = resource.header
    let spec = resource.spec ?? header.root
    if (resource.meshService == nil) == (resource.meshExternalService == nil), !resource.hasErrors {
      diagnostics.report(
        .generatorSelector, "exact one selector (meshService, meshExternalService) must be defined",
        at: resource.selector.map { Place(keyOf: $0) }
          ?? (resource.spec.map { Place($0, missing: "selector") } ?? Place(header.root, missing: "spec", "selector")),
        of: header)
    }
    guard let template = resource.template, !template.value.isEmpty else {
      if !resource.hasErrors {
        diagnostics.report(
          .generatorTemplate, "must not be empty",
          at: resource.template.map { Place($0.node) }
            ?? (resource.spec == nil
              ? Place(header.root, missing: "spec", "template") : Place(spec, missing: "template")),
          of: header)
      }
      return nil
    }
    do throws(HostnameTemplate.SyntaxError) {
      let parsed = try HostnameTemplate(template.value)
      guard let selector = resource.meshExternalService, resource.meshService == nil, !resource.hasErrors
      else { return nil }
      return Generator(
        resource: resource, selector: selector.matchLabels, template: parsed, templateNode: template.node)
    } catch {
      diagnostics.report(error, in: template, of: header)
      return nil
    }
  }

  /// What a generator has for each service, whoever may have that name already.
  private func offers(of generator: Generator, to services: [ExternalService]) -> [Offer] {
    let (zone, chunks) = (options.zone, taskCount(for: services.count, jobs: options.jobs))
    return concurrentMap(count: chunks, jobs: options.jobs) { chunk in
      services.share(chunk, of: chunks).map { Self.offer(of: generator, to: $0.header, zone: zone) }
    }.flatMap(\.self)
  }

  private static func offer(of generator: Generator, to header: ResourceHeader, zone: String?) -> Offer {
    let labels = EffectiveLabels(header, zone: zone)
    guard labels.match(generator.selector) else { return .notSelected }
    do throws(HostnameTemplate.MissingLabel) {
      let hostname = try generator.template.render(header, labels)
      return DNSName.isValid(hostname)
        ? .hostname(DNSName.withoutTrailingDot(hostname)) : .invalidHostname(hostname)
    } catch {
      return .missingLabel(error.key)
    }
  }

  /// The hostname that is offered; nil where that is none, which is reported.
  private mutating func accept(_ offer: Offer, of generator: Generator, for header: ResourceHeader) -> String? {
    func report(_ id: DiagnosticID, _ message: String) {
      diagnostics.report(
        id, message, at: Place(generator.templateNode), of: generator.resource.header,
        notes: [
          .init(
            message: "for MeshExternalService \(header.coreName), mesh \(header.mesh)", range: header.nameNode.range)
        ])
    }
    switch offer {
    case .notSelected: break
    case .hostname(let hostname): return hostname
    case .invalidHostname(let hostname):
      report(.invalidHostname, "the template gives \"\(hostname)\", which is not a valid DNS name")
    case .missingLabel(let key):
      report(
        .templateLabel, "service \(header.coreName) has no label \"\(key)\", so it gets no hostname from this template")
    }
    return nil
  }

  /// The first service of a mesh to ask for a hostname keeps it.
  private mutating func claim(
    _ hostname: String, for index: Int, of services: [ExternalService], at place: Place,
    madeBy generator: Generator? = nil
  ) -> Bool {
    let header = services[index].header
    let key = Claim(mesh: meshStarts[index], hostname: hostname.caseFolded)
    func give(_ owner: inout Int?) -> Int {
      let current = owner ?? index
      owner = current
      return current
    }
    let owner = give(&owners[key])
    guard owner != index else { return true }
    let other = services[owner].header
    var notes = [Diagnostic.Note(message: "service \(other.coreName) has it", range: other.nameNode.range)]
    if let generator {
      let name = generator.resource.header.coreName
      notes.append(.init(message: "HostnameGenerator \(name) makes it", range: generator.templateNode.range))
    }
    diagnostics.report(
      .hostnameCollision, "hostname \(hostname) belongs to service \(other.coreName) already", at: place, of: header,
      notes: notes)
    return false
  }
}

extension HostnameGeneratorResource {
  fileprivate var isOfZone: Bool { (header.label(KumaLabel.origin) ?? "zone") == "zone" }
}

extension ResourceHeader {
  /// Creation time (none first), then mesh, then core name: the order in which resources take turns.
  static func byAgeThenName(_ a: ResourceHeader, _ b: ResourceHeader) -> Bool {
    switch (a.creationTime, b.creationTime) {
    case (nil, _?): return true
    case (_?, nil): return false
    case (let x?, let y?) where x != y: return x < y
    default: return byMeshThenName(a, b)
    }
  }

  static func byMeshThenName(_ a: ResourceHeader, _ b: ResourceHeader) -> Bool {
    if a.mesh != b.mesh { return a.mesh.isBefore(b.mesh) }
    return a.coreName.isBefore(b.coreName)
  }
}

extension DiagnosticCollector {
  fileprivate mutating func report(
    _ error: HostnameTemplate.SyntaxError, in template: Located<String>, of resource: ResourceHeader
  ) {
    let place = Place(template.node, part: error.offset..<(error.offset + error.length))
    add(
      Diagnostic(
        .generatorTemplate, error.message, at: place.range, resource: resource.id, path: place.path(in: resource.root),
        help: error.help))
  }
}
