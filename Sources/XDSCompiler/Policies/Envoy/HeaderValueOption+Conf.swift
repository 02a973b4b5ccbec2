import EnvoyAPI

extension HeaderValueOption {
  /// A header that is added to those of its name.
  init(_ arena: Arena, _ name: String, _ value: String) {
    self.init(arena) {
      $0.header = HeaderValue(arena) {
        $0.key = name
        $0.value = value
      }
    }
  }

  /// What ``HeaderChangesSchema`` describes: first what is added, then what is set. Commas part values.
  static func options(_ changes: Conf, _ arena: Arena) -> [HeaderValueOption] {
    func options(_ member: StaticString, first: HeaderAppendAction) -> [HeaderValueOption] {
      (changes[member]?.elements ?? []).flatMap { header in
        let values = FormatString.split(header["value"]?.string ?? "")
        return values.enumerated().map { index, value in
          let option = HeaderValueOption(arena, header["name"]?.string ?? "", value)
          // What follows the first value must not replace it.
          if index == 0 { option.appendAction = first }
          return option
        }
      }
    }
    return options("add", first: .appendIfExistsOrAdd) + options("set", first: .overwriteIfExistsOrAdd)
  }
}
