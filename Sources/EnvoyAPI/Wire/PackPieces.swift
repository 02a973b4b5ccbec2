import CEnvoy

extension EnvoyMessage {
  /// The encoded message in pieces that follow one another: what was encoded before stays where it is and is not copied,
  /// what is between comes into the message's own arena. Valid as long as both.
  public func packedPieces() -> [UnsafeRawBufferPointer] {
    PieceCollector(storage.memory).collect(storage.message)
  }
}

/// Takes what protobuf-c writes of a message.
private final class PieceCollector {
  /// Shorter stretches are put together: each piece has its cost, and tags and lengths come from memory that protobuf-c
  /// uses again.
  private static let shortestPiece = 256
  private static let blockSize = 4096

  /// What protobuf-c knows, and how it gets back from there to the collector.
  private struct Buffer {
    var base: ProtobufCBuffer
    var collector: Unmanaged<PieceCollector>
  }

  private let memory: ArenaMemory
  private var pieces: [UnsafeRawBufferPointer] = []
  /// Where short stretches are put together.
  private var block = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var used = 0
  /// How much of it is in a piece already.
  private var emitted = 0

  init(_ memory: ArenaMemory) {
    self.memory = memory
  }

  func collect(_ message: UnsafeMutablePointer<ProtobufCMessage>) -> [UnsafeRawBufferPointer] {
    var buffer = Buffer(
      base: ProtobufCBuffer { buffer, count, bytes in
        guard let buffer, let bytes else { return }
        UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: Buffer.self).pointee.collector.takeUnretainedValue()
          .append(UnsafeRawBufferPointer(start: bytes, count: count))
      }, collector: .passUnretained(self))
    withUnsafeMutablePointer(to: &buffer) { buffer in
      _ = protobuf_c_message_pack_to_buffer(
        message, UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: ProtobufCBuffer.self))
    }
    finishPiece()
    return pieces
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count < Self.shortestPiece else {
      finishPiece()
      pieces.append(bytes)
      return
    }
    if block.count - used < bytes.count {
      finishPiece()
      block = UnsafeMutableRawBufferPointer(start: memory.allocate(Self.blockSize), count: Self.blockSize)
      (used, emitted) = (0, 0)
    }
    UnsafeMutableRawBufferPointer(rebasing: block[used...]).copyMemory(from: bytes)
    used += bytes.count
  }

  private func finishPiece() {
    guard used > emitted else { return }
    pieces.append(UnsafeRawBufferPointer(rebasing: block[emitted..<used]))
    emitted = used
  }
}
