import Testing

@testable import XDSCompiler

@Suite struct Base64Tests {
  private func decode(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { Base64.decode($0).map { String(decoding: $0, as: UTF8.self) } }
  }

  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func vector(plain: String, encoded: String) {
    #expect(Base64.encode(plain.utf8) == encoded)
    #expect(decode(encoded) == plain)
  }

  @Test func lineBreaksDoNotCount() {
    #expect(decode("Zm9v\r\nYm\nFy\n") == "foobar")
  }

  @Test func everyByteComesBack() {
    let bytes = (0...255).map { UInt8($0) }
    let text = Base64.encode(bytes)
    #expect(Array(text.utf8).withUnsafeBufferPointer { Base64.decode($0) } == bytes)
  }

  @Test(arguments: ["Zg", "Zg=", "Zm9vY", "Zm 9v", "Zm\t9v", "Zm9v!", "Zm9-", "Z_9v", "Zg==Zg==", "=", "é", "Zg==="])
  func refuses(_ text: String) {
    #expect(decode(text) == nil)
  }
}
