/// The way from the root of a tree to a node of it.
struct TextPath: CustomStringConvertible {
  private var steps: [String] = []

  mutating func enter(_ name: String) { steps.append(".\(name)") }
  mutating func enter(_ index: Int) { steps.append("[\(index)]") }
  mutating func enter(key: String) { steps.append("[\"\(key)\"]") }
  mutating func leave() { steps.removeLast() }

  var description: String {
    let path = steps.joined()
    return path.first == "." ? String(path.dropFirst()) : path
  }
}
