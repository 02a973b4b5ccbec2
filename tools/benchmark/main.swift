// bench generate TABLE FOLDER [NAME...]        writes FOLDER/NAME/input, without names those of the golden cases
// bench run TABLE XDSC TOOLS WORK [NAME...]    measures
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { fail("see tools/bench") }
let meshes = try String(contentsOfFile: arguments[2], encoding: .utf8).split(separator: "\n").compactMap(Mesh.init)

/// Those named, else those that are golden cases or not.
func chosen(_ names: ArraySlice<String>, golden: Bool) -> [Mesh] {
  guard Set(names).isSubset(of: meshes.map(\.name)) else { fail("the table has \(meshes.map(\.name))") }
  return meshes.filter { names.isEmpty ? $0.isGolden == golden : names.contains($0.name) }
}

switch arguments[1] {
case "generate":
  for mesh in chosen(arguments[4...], golden: true) { try mesh.write(to: "\(arguments[3])/\(mesh.name)/input") }
case "run" where arguments.count >= 6:
  try Bench(xdsc: arguments[3], tools: arguments[4], work: arguments[5]).measure(chosen(arguments[6...], golden: false))
default: fail("see tools/bench")
}
