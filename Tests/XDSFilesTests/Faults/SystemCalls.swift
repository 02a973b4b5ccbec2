import Foundation
import Testing

/// Faults in calls of the system, made by strace.
enum SystemCalls {
  enum Fault: String, CaseIterable {
    case kill = "signal=SIGKILL"
    case fullDisk = "error=ENOSPC"
    case brokenDisk = "error=EIO"
  }

  /// Those that change files and folders.
  private static let changing = [
    "write", "writev", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "linkat", "unlink", "unlinkat", "rmdir",
    "fsync", "chmod", "fchmod", "fchmodat", "fchown", "utimensat", "flock",
  ]

  /// Runs something again and again, each time with the fault in another one of its calls.
  ///
  /// - Parameter run: takes the command line that makes the fault, and the call.
  /// - Returns: how many calls there were.
  static func failEach(_ fault: Fault, _ run: (_ prefix: [String], _ call: String) throws -> Void) throws -> Int {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
      try Test.cancel("strace is not installed")
    }
    let folder = try TestFolder()
    let command = ["strace", "-f", "-qq", "-o", folder["calls"], "-e"]
    try run(command + ["trace=" + changing.joined(separator: ",")], "none")
    guard let calls = folder.text("calls"), !calls.isEmpty else { try Test.cancel("strace may not trace here") }
    // A line is the process and the call.
    let names = calls.split(separator: "\n").compactMap {
      $0.split(separator: " ").dropFirst().first?.prefix { $0 != "(" }
    }.filter { changing.contains(String($0)) }
    // The number of each among those of its name.
    var counts: [Substring: Int] = [:]
    let numbered = names.map { name in
      counts[name, default: 0] += 1
      return (name, counts[name, default: 0])
    }
    for (name, number) in FaultCount.sample(numbered) {
      let faults = ["trace=\(name)", "-e", "inject=\(name):\(fault.rawValue):when=\(number)"]
      try run(command + faults, "\(name) \(number)")
    }
    return names.count
  }
}
