extension Node {
  /// The resources that a Kubernetes `List` holds, or what stands in their place; nil for anything else.
  var listItems: Node? {
    guard let kind = self["kind"], kind.kind == .string, kind.string.hasSuffix(ResourceKind.listSuffix),
      self["apiVersion"]?.kind == .string
    else { return nil }
    return self["items"]
  }
}
