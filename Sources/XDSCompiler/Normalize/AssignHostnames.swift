/// Gives services their hostnames: those of their status, then those that HostnameGenerators make.
///
/// - Parameter services: sorted by mesh, then core name.
struct HostnameAssigner {
  /// A generator that can make names.
  private struct Generator {
    let resource: HostnameGeneratorResource
    let selector: [Label]
    let template: HostnameTemplate
    let templateNode: Node
  }

  struct Claim: Hashable {
    let mesh: String
    /// Lower case: hostnames are compared without it.
    let hostname: String
  }

  let options: CompileOptions
  var diagnostics: DiagnosticCollector
  private(set) var owners: [Claim: Int] = [:]
  /// Generators for external services that select none of them.
  private(set) var idleGenerators: [HostnameGeneratorResource] = []

  init(options: CompileOptions, diagnostics: DiagnosticCollector) {
    self.options = options
    self.diagnostics = diagnostics
  }

  mutating func assign(
    _ services: [ExternalService], status: [[Located<String>]], generators: [HostnameGeneratorResource]
  ) {
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
    // Names are shown in the order of their generators' names, which is not the order in which generators take turns.
    var generated: [[(generator: String, hostname: Located<String>)]] = Array(repeating: [], count: services.count)
    for generator in prepare(generators) {
      var isIdle = true
      for index in services.indices {
        let header = services[index].header
        let labels = EffectiveLabels(header, zone: options.zone)
        guard labels.match(generator.selector) else { continue }
        isIdle = false
        services[index].isNamed = true
        guard let hostname = render(generator, header, labels),
          claim(hostname, for: index, of: services, at: Place(header.nameNode), madeBy: generator)
        else { continue }
        generated[index].append(
          (generator.resource.header.coreName, Located(value: hostname, node: generator.templateNode)))
      }
      if isIdle { idleGenerators.append(generator.resource) }
    }
    for index in services.indices {
      let names = generated[index].sorted { $0.generator.isBefore($1.generator) }
      for (_, hostname) in names where !services[index].hostnames.contains(where: { $0.value == hostname.value }) {
        services[index].hostnames.append(hostname)
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

  private mutating func render(
    _ generator: Generator, _ header: ResourceHeader, _ labels: EffectiveLabels
  ) -> String? {
    let place = Place(generator.templateNode)
    let service = Diagnostic.Note(
      message: "for MeshExternalService \(header.coreName), mesh \(header.mesh)", range: header.nameNode.range)
    do throws(HostnameTemplate.MissingLabel) {
      let hostname = try generator.template.render(header, labels)
      guard DNSName.isValid(hostname) else {
        diagnostics.report(
          .invalidHostname, "the template gives \"\(hostname)\", which is not a valid DNS name", at: place,
          of: generator.resource.header, notes: [service])
        return nil
      }
      return DNSName.withoutTrailingDot(hostname)
    } catch {
      diagnostics.report(
        .templateLabel,
        "service \(header.coreName) has no label \"\(error.key)\", so it gets no hostname from this template",
        at: place, of: generator.resource.header, notes: [service])
      return nil
    }
  }

  /// The first service of a mesh to ask for a hostname keeps it.
  private mutating func claim(
    _ hostname: String, for index: Int, of services: [ExternalService], at place: Place,
    madeBy generator: Generator? = nil
  ) -> Bool {
    let header = services[index].header
    let key = Claim(mesh: header.mesh, hostname: hostname.caseFolded)
    guard let owner = owners[key] else {
      owners[key] = index
      return true
    }
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
