import EnvoyAPI

/// The bytes of a file, in pieces that follow one another: what several files hold is in memory once.
public final class FileContent: @unchecked Sendable {
  // Unchecked: one thread at a time makes it, asks for its digest, and hands it over.

  public let pieces: [UnsafeRawBufferPointer]
  /// What keeps the pieces.
  private let owners: [AnyObject]

  /// The SHA-256 of the bytes.
  public private(set) lazy var digest: SHA256.Digest = {
    var hash = SHA256()
    for piece in pieces { hash.update(piece) }
    return hash.finalize()
  }()

  init(_ pieces: [UnsafeRawBufferPointer], keptBy owners: [AnyObject]) {
    self.pieces = pieces
    self.owners = owners
  }

  /// A copy in one piece.
  public var bytes: [UInt8] {
    let count = pieces.reduce(0) { $0 + $1.count }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for piece in pieces {
        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...])
          .copyMemory(from: piece)
        initialized += piece.count
      }
    }
  }
}
