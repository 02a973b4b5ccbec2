import CEnvoy

extension MessageType {
  /// Reads a message of this type from a tree, by proto3's JSON mapping.
  ///
  /// Fields go by their lowerCamelCase names or those of the `.proto` file, and a null is as good as nothing. The result
  /// packs to the bytes that protobuf's deterministic serialization has, and so does what is in each `Any`.
  ///
  /// - Parameters:
  ///   - tree: the message as text.
  ///   - arena: where the message is made.
  ///   - findings: gets all that is wrong, in the order of the tree.
  /// - Returns: the message; nil when something is wrong.
  public func read<Tree: TextTree>(
    _ tree: Tree, into arena: Arena, findings: inout [TextFinding<Tree>]
  ) -> DynamicMessage? {
    var reader = MessageReader<Tree>(arena.memory)
    let message = reader.message(self, from: tree)
    findings += reader.findings
    guard reader.findings.isEmpty else { return nil }
    return DynamicMessage(type: self, message: message, arena: arena)
  }
}

extension EnvoyMessage {
  /// Reads a message from a tree, as `MessageType.read(_:into:findings:)` does; nil when something is wrong.
  public init?<Tree: TextTree>(_ arena: Arena, reading tree: Tree, findings: inout [TextFinding<Tree>]) {
    guard let read = Self.messageType.read(tree, into: arena, findings: &findings) else { return nil }
    self.init(MessageStorage(read.message, arena.memory))
  }
}
