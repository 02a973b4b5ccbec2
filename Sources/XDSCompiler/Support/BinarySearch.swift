extension RandomAccessCollection where Index == Int {
  /// The index of the first element that a condition holds for, in a collection where it holds for all elements after one
  /// that it holds for; `endIndex` where it holds for none.
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
