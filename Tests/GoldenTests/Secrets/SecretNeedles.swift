import Foundation

/// What must not be seen of a private key: every short run of its secret part, as bytes, base64, hex and PEM.
///
/// What is searched is read with and without its white space and escaped line breaks, so no folding hides anything.
struct SecretNeedles {
  /// In bytes: half a line of a key is found, and nothing else has such a run.
  private static let length = 12

  private var runs: Set<UInt128> = []

  /// - Parameters:
  ///   - secret: the secret part of the key, as it stands in the DER encoding.
  ///   - pem: the key, with lines of 64 letters.
  init(_ secret: String, in pem: String) {
    let secret = Data(secret.utf8)
    let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }
    guard let der = Data(base64Encoded: lines.joined()), let place = der.firstRange(of: secret) else { return }
    // Groups of four letters that are of the secret alone.
    let letters = (place.lowerBound + 2) / 3 * 4..<place.upperBound / 3 * 4
    func slice(_ text: String, _ lineLength: Int) -> Data {
      Data(text.utf8)[
        (letters.lowerBound + letters.lowerBound / lineLength)..<(letters.upperBound + letters.upperBound / lineLength)]
    }
    for spelling in [secret, slice(lines.joined(), .max), slice(lines.joined(separator: "\n"), 64)] {
      let hex = spelling.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      for text in [hex, hex.uppercased()] { add(Data(text.utf8)) }
      add(spelling)
      for offset in 0..<3 {
        let groups = (Data(count: offset) + spelling).base64EncodedData()
        add(groups[(offset == 0 ? 0 : 4)..<(offset + spelling.count) / 3 * 4])
      }
    }
  }

  private mutating func add(_ data: Data) { runs.formUnion(Self.runs(in: data)) }

  func occur(in data: Data) -> Bool {
    [data, Self.unfolded(data)].contains { Self.runs(in: $0).contains(where: runs.contains) }
  }

  private static func unfolded(_ data: Data) -> Data {
    var result = Data(capacity: data.count)
    for byte in data {
      if result.last == UInt8(ascii: "\\"), byte == UInt8(ascii: "n") {
        result.removeLast()
      } else if byte > UInt8(ascii: " ") {
        result.append(byte)
      }
    }
    return result
  }

  private static func runs(in data: Data) -> [UInt128] {
    let mask = UInt128.max >> (128 - 8 * UInt128(length))
    var run: UInt128 = 0
    return data.enumerated().compactMap { index, byte in
      run = (run << 8 | UInt128(byte)) & mask
      return index >= length - 1 ? run : nil
    }
  }
}
