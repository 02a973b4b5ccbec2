import ArgumentParser

/// The one set of resources that a verb reads.
struct InputArguments: ParsableArguments {
  @Argument(
    help: .init("Files, folders (every *.yaml, *.yml and *.json below), or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]
}
