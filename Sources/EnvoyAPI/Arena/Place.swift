/// Where something is in memory, as a number.
///
/// Swift 6.3 writes the nil of an optional structure of two pointers in generic code by clearing one of its words, and reads
/// it, in an expression such as `message.field?.name` or `message.field == nil`, by looking at both. No number stands for
/// nil, so that an optional structure of numbers says so by a flag of its own, and all code agrees about that.
struct Place<Pointee> {
  private let bits: UInt

  init(_ pointer: UnsafeMutablePointer<Pointee>) {
    bits = UInt(bitPattern: pointer)
  }

  var pointer: UnsafeMutablePointer<Pointee> { UnsafeMutablePointer(bitPattern: bits).unsafelyUnwrapped }
}
