import XDSCompiler
import XDSDiff
import XDSFiles
import XDSReport

/// Two configurations to compare.
public struct DiffRequest: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case text, json, markdown
  }

  public var old: String
  public var new: String
  /// How resources on either side are compiled. Its inputs and outputs are not used.
  public var compile: CompileRequest
  public var format = Format.text
  /// The least weight of a change that makes the status `findings`.
  public var failWeight = Weight.tuning
  public var usesColor = false
  /// Whether a long text on a terminal goes through a pager.
  public var usesPager = true

  public init(old: String, new: String, compile: CompileRequest) {
    self.old = old
    self.new = new
    self.compile = compile
  }

  /// Writes the difference to standard output.
  public func run(_ console: Console) -> ExitStatus {
    let reporter = compile.reporter
    do {
      guard old != "-" || new != "-" else {
        reporter.fail("only one side can be standard input", to: console)
        return .failure
      }
      let opener = OperandOpener(compile: compile, console: console)
      let sides = (old: try opener.open(old), new: try opener.open(new))
      let chosen = try choose(sides)
      let difference = try difference(try DataplanePairs(chosen.old, chosen.new))
      let report = DifferenceReport(old: old, new: new, difference: difference)
      try Pager(isUsed: usesPager && format == .text).show(formatter.format(report), on: console)
      let weight = difference.weight
      let isFinding = weight.map { $0 >= failWeight } ?? false
      return isFinding || sides.old.hasErrors || sides.new.hasErrors ? .findings : .success
    } catch let error as FileError {
      return reporter.fail([error], to: console)
    } catch let error as OperandOpener.DoesNotCompile {
      reporter.fail("does not compile, so there is nothing to compare", path: error.name, to: console)
      return .failure
    } catch let error as ConsoleError {
      return reporter.fail([.standardOutput(error)], to: console)
    } catch {
      reporter.fail("internal error: \(error)", to: console)
      return .failure
    }
  }

  private var formatter: any DifferenceFormat {
    switch format {
    case .text: DifferenceText(usesColor: usesColor)
    case .json: DifferenceJSON()
    case .markdown: DifferenceMarkdown()
    }
  }

  /// Both sides with the dataplanes that `--mesh` and `--dataplane` choose.
  private func choose(_ sides: (old: Operand, new: Operand)) throws(FileError) -> (old: Operand, new: Operand) {
    let options = compile.options
    for (wanted, known, kind) in [
      (options.meshes, sides.old.meshes.union(sides.new.meshes), "mesh"),
      (options.dataplanes, sides.old.dataplaneNames.union(sides.new.dataplaneNames), "dataplane"),
    ] {
      if let name = wanted.subtracting(known).min() {
        throw FileError(
          .missing, "\(old), \(new)", "neither side has a \(kind) \"\(name)\"",
          help: nearestName(to: name, among: known.sorted()).map { "did you mean \"\($0)\"?" })
      }
    }
    func chosen(_ operand: Operand) -> Operand {
      guard operand.isWhole else { return operand }
      var operand = operand
      operand.dataplanes.removeAll { dataplane in
        guard let name = dataplane.name else { return false }
        return !options.meshes.isEmpty && !options.meshes.contains(name.mesh)
          || !options.dataplanes.isEmpty && !options.dataplanes.contains(name.name)
      }
      return operand
    }
    return (chosen(sides.old), chosen(sides.new))
  }

  private func difference(_ dataplanes: DataplanePairs) throws(FileError) -> Difference {
    let results = concurrentMap(count: dataplanes.pairs.count, jobs: compile.options.jobs) { index in
      Result { () throws(FileError) in try dataplanes.pairs[index].difference() }
    }
    var differing: [DataplaneDifference] = []
    for result in results {
      let difference = try result.get()
      if !difference.resources.isEmpty || !difference.hidden.isEmpty { differing.append(difference) }
    }
    return Difference(
      compared: dataplanes.pairs.count, added: dataplanes.added, removed: dataplanes.removed, dataplanes: differing)
  }
}
