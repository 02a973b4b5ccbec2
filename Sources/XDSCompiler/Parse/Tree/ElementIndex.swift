/// Where every 64th element of a long sequence is, so that the index of an element is found without counting from the
/// first one: the paths of all elements would else take time that is quadratic in the list.
///
/// It is kept in the arena, as the number of elements and then how many records after the sequence the elements 0, 64,
/// 128, … are. As a node's links it holds distances alone, so copies of the sequence share it.
struct ElementIndex {
  /// Sequences of no more elements have none.
  static let step = 64

  private let address: UnsafeRawPointer

  var count: Int { self[0] }

  private subscript(position: Int) -> Int {
    Int(address.loadUnaligned(fromByteOffset: position * MemoryLayout<UInt32>.stride, as: UInt32.self))
  }

  /// Of the elements it knows the last that is no more records after the sequence than a distance.
  fileprivate func last(upTo distance: Int) -> (distance: Int, index: Int) {
    var low = 0
    var high = (count + ElementIndex.step - 1) / ElementIndex.step
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[1 + middle] <= distance { low = middle } else { high = middle }
    }
    return (self[1 + low], low * ElementIndex.step)
  }

  fileprivate init?(of node: Node) {
    guard node.record.pointee.flags.contains(.indexed),
      let address = UnsafeRawPointer(bitPattern: node.record.pointee.payload)
    else { return nil }
    self.address = address
  }

  /// The index of a complete sequence as it is kept.
  static func numbers(of sequence: Node) -> [UInt32] {
    var numbers = [UInt32(truncatingIfNeeded: sequence.count)]
    for (index, element) in sequence.elements.enumerated() where index % step == 0 {
      numbers.append(UInt32(truncatingIfNeeded: element.record - sequence.record))
    }
    return numbers
  }
}

extension Node {
  /// How many elements a sequence or entries a mapping has; 0 for scalars.
  var count: Int {
    ElementIndex(of: self)?.count ?? (kind.isCollection ? Int(record.pointee.payload) : 0)
  }

  /// The index of one of its elements. Of a sequence that is still open, only the last one may be asked for.
  func index(of element: Node) -> Int {
    if record.pointee.flags.contains(.open) { return count }
    let distance = element.record - record
    var known = ElementIndex(of: self)?.last(upTo: distance) ?? (distance: 1, index: 0)
    while known.distance < distance {
      known.distance += record[known.distance].stride
      known.index += 1
    }
    return known.index
  }
}
