/// What comments of the input say about lints, and for which stretches of it.
///
/// A comment speaks for the resource in which it stands, or above whose first key: for every finding whose place is in it.
/// In a List that is the item, and outside its items the whole List.
final class LintComments: Sendable {
  /// A stretch of a file, and what was said in it.
  private struct Scope {
    let stretch: Stretch
    /// The index of the scope around it.
    var parent: Int?
    /// The ruling on each lint, by its index; the last one in the text wins.
    var rulings: [DiagnosticID: Int] = [:]
  }

  /// One comment.
  fileprivate struct Spoken {
    /// Where the stretch begins that it speaks for; above a first key it stands outside of that itself.
    let start: SourcePosition
    /// What cannot be understood in it.
    let problems: [Diagnostic]
    /// The indices of its rulings.
    let rulings: Range<Int>
  }

  /// In the order of the input.
  let rulings: [LintComment.Ruling]
  fileprivate let spoken: [Spoken]
  /// Sorted by where they begin, those around others first.
  private let scopes: [Scope]

  /// Nil when no comment says anything.
  init?(_ documents: ArraySlice<Node>, _ sources: [SourceFile]) {
    var rulings: [LintComment.Ruling] = []
    var spoken: [Spoken] = []
    var scopes: [Stretch: Scope] = [:]
    for (file, source) in sources.enumerated() {
      let candidates = source.lintCommentCandidates(file: UInt32(file))
      guard !candidates.isEmpty else { continue }
      var owners = LintCommentOwners(documents.ofFile(UInt32(file)))
      for candidate in candidates {
        guard let stretch = owners.stretch(of: candidate) else { continue }
        let comment = LintComment(candidate.text, at: candidate.place)
        let first = rulings.count
        rulings += comment.rulings
        for index in first..<rulings.count {
          scopes[stretch, default: Scope(stretch: stretch)].rulings[rulings[index].id] = index
        }
        spoken.append(Spoken(start: stretch.start, problems: comment.problems, rulings: first..<rulings.count))
      }
    }
    guard !spoken.isEmpty else { return nil }
    self.rulings = rulings
    self.spoken = spoken
    self.scopes = LintComments.nested(
      scopes.values.sorted { ($0.stretch.start, $1.stretch.end) < ($1.stretch.start, $0.stretch.end) })
  }

  private static func nested(_ scopes: [Scope]) -> [Scope] {
    var result = scopes
    var open: [Int] = []
    for index in result.indices {
      while let last = open.last, !result[last].stretch.contains(result[index].stretch.start) { open.removeLast() }
      result[index].parent = open.last
      open.append(index)
    }
    return result
  }

  /// The index of the ruling on a lint that counts at a place; nil where no comment says anything about it.
  func ruling(on id: DiagnosticID, at place: SourcePosition) -> Int? {
    // The last scope that begins at or before the place, and those around it.
    let next = scopes.partitioningIndex { $0.stretch.start > place }
    var candidate = next > 0 ? next - 1 : nil
    while let index = candidate {
      let scope = scopes[index]
      if scope.stretch.contains(place), let ruling = scope.rulings[id] { return ruling }
      candidate = scope.parent
    }
    return nil
  }
}

extension DiagnosticCollector {
  /// Reports what is wrong with comments: what cannot be understood, and silences that silenced nothing.
  ///
  /// - Parameters:
  ///   - isWhole: whether every finding of the input has been looked for.
  ///   - inCertificates: whether that goes for what is inside of certificates, too.
  mutating func reportComments(isWhole: Bool, inCertificates: Bool) {
    guard let comments else { return }
    for comment in comments.spoken {
      for problem in comment.problems { add(problem, asAt: comment.start) }
    }
    guard isWhole, !isInputInDoubt else { return }
    for comment in comments.spoken {
      for index in comment.rulings where !usedRulings.contains(index) && comments.rulings[index].lowers {
        let ruling = comments.rulings[index]
        guard inCertificates || !DiagnosticMeaning.of(ruling.id).isOfCertificates else { continue }
        let message = "no \(ruling.id.rawValue) is found here"
        add(
          Diagnostic(.unusedSilence, message, at: ruling.range, help: "remove it from the comment"),
          asAt: comment.start)
      }
    }
  }
}

extension ArraySlice<Node> {
  /// Those of one file of a list that is sorted by file.
  fileprivate func ofFile(_ file: UInt32) -> ArraySlice<Node> {
    self[partitioningIndex { $0.range.file >= file }..<partitioningIndex { $0.range.file > file }]
  }
}
