import Synchronization

/// All documents of all sources, as trees whose nodes know where they are written.
///
/// Owns the memory of its nodes: a ``Node`` is valid as long as its tree lives. Whoever works with nodes holds on to the
/// tree, by `withExtendedLifetime` if nothing else.
final class SourceTree: @unchecked Sendable {
  // Unchecked: nothing is written after init.
  private let arenas: [NodeArena]
  /// Trees that own the nodes of some documents.
  private let others: [SourceTree]

  /// The roots of the documents, by file and then position. Documents without content are left out.
  let documents: [Node]

  private init(arenas: [NodeArena], others: [SourceTree] = [], documents: [Node]) {
    self.arenas = arenas
    self.others = others
    self.documents = documents
  }

  deinit {
    for arena in arenas { arena.deallocate() }
  }

  /// Reads YAML, or JSON where a path ends in `.json`, or ends in neither and the text looks like it.
  ///
  /// What is wrong is reported, and reading goes on behind it where that makes sense: at the next `---` of a YAML text,
  /// at the next file otherwise.
  ///
  /// - Parameters:
  ///   - sources: the files; their indices, counted from `firstFile`, become ``SourceRange/file``.
  ///   - jobs: how many threads may read. The result does not depend on it.
  ///   - diagnostics: gets what is wrong.
  ///   - sizeLimit: the bytes that one source may have.
  static func parse(
    _ sources: [SourceFile], firstFile: Int = 0, jobs: Int, diagnostics: inout DiagnosticList,
    sizeLimit: Int = Int(UInt32.max)
  ) -> SourceTree {
    let units = ReadingUnit.plan(sources, firstFile: firstFile, sizeLimit: sizeLimit, diagnostics: &diagnostics)
    // Gathered at once: the findings of all units together could be more than memory holds.
    let findings = Mutex(diagnostics)
    let results = concurrentMap(count: units.count, jobs: jobs) { index in
      var result = units[index].read(sources, firstFile: firstFile)
      let found = result.takeFindings()
      if !found.isEmpty { findings.withLock { $0.append(found) } }
      return result
    }
    diagnostics = findings.withLock { $0 }
    var documents: [Node] = []
    documents.reserveCapacity(results.reduce(0) { $0 + $1.roots.count })
    for result in results {
      for root in result.roots { documents.append(result.node(at: root)) }
    }
    return SourceTree(arenas: results.map(\.arena), documents: documents)
  }

  /// The documents of both.
  func joined(with other: SourceTree) -> SourceTree {
    SourceTree(arenas: [], others: [self, other], documents: documents + other.documents)
  }
}
