import FuzzTargets
import Glibc

/// libFuzzer's own `main`, by another name.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

// Not an argument: libFuzzer starts itself again with the arguments that it knows.
private let name = getenv("XDSC_FUZZ_TARGET").map { String(cString: $0) }
private let chosen = FuzzTarget.all.first { $0.name == name }
guard chosen != nil else {
  print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
  exit(name == nil ? 0 : 2)
}
private var count = CommandLine.argc
private var arguments = CommandLine.unsafeArgv
exit(
  runDriver(&count, &arguments) { start, count in
    do {
      try chosen?.run(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
      print("violation: \(error)")
      fflush(nil)
      abort()
    }
    return 0
  })
