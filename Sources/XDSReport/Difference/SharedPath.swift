import XDSDiff

/// The steps that several paths share, so that they are read once.
struct SharedPath {
  /// Empty where nothing is worth a line of its own.
  let prefix: FieldPath

  init(_ paths: [FieldPath]) {
    let first = paths.first?.steps ?? []
    let shared = paths.dropFirst().reduce(first.dropLast().count) { count, path in
      zip(first.prefix(count), path.steps.dropLast()).prefix { $0 == $1 }.count
    }
    prefix = FieldPath(Array(first.prefix(paths.count > 1 && shared > 1 ? shared : 0)))
  }

  /// What one of the paths has behind them.
  func rest(of path: FieldPath) -> FieldPath { FieldPath(Array(path.steps.dropFirst(prefix.steps.count))) }
}
