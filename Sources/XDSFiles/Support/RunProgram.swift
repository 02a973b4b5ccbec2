import Glibc

/// Runs other programs, never through a shell.
enum Program {
  struct Outcome {
    var exitCode: Int32
    var output: [UInt8]
    var error: [UInt8]
  }

  /// Runs a program of the `PATH` to its end; nil when it cannot be started.
  ///
  /// - Parameters:
  ///   - arguments: the program's name first.
  ///   - input: what it reads from standard input.
  ///   - environment: variables to set besides those of this process.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws(FileError) -> Outcome? {
    let name = arguments.first ?? ""
    // Files in memory: nobody waits for anybody, as with pipes.
    guard let standardInput = FileDescriptor.inMemory(), let output = FileDescriptor.inMemory(),
      let error = FileDescriptor.inMemory()
    else { throw .reading(name, errno) }
    let failure = input.withUnsafeBytes { OutputFile.write([$0], to: standardInput.number) }
    guard failure == 0, lseek(standardInput.number, 0, SEEK_SET) == 0 else { throw .writing(name, failure) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (file, target) in [
      (standardInput.number, STDIN_FILENO), (output.number, STDOUT_FILENO), (error.number, STDERR_FILENO),
    ] {
      posix_spawn_file_actions_adddup2(&actions, file, target)
    }
    var process = pid_t()
    let started = withCStrings(arguments) { arguments in
      withCStrings(variables(environment)) { posix_spawnp(&process, name, &actions, nil, arguments, $0) }
    }
    guard started == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    return Outcome(exitCode: code, output: try contents(output, name), error: try contents(error, name))
  }

  private static func contents(_ file: borrowing FileDescriptor, _ name: String) throws(FileError) -> [UInt8] {
    lseek(file.number, 0, SEEK_SET)
    return try FileContents.read(file, path: name, limit: 1 << 32)
  }

  /// The variables of this process, others in the place of those of the same name.
  private static func variables(_ others: [String: String]) -> [String] {
    var result = others.sorted { $0.key.isBefore($1.key) }.map { "\($0.key)=\($0.value)" }
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if others[String(text.prefix { $0 != "=" })] == nil { result.append(text) }
      next += 1
    }
    return result
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
