import CLinux
import Glibc

/// What a process must be before it opens and writes files, whoever started it.
public enum PrepareProcess {
  /// Makes every fault of writing an error that is told, and nothing worse.
  public static func run() {
    // A reader that has gone and a limit of file sizes are errors of a write; by default, they end the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A stream that is closed gives its number to the next file that is opened, and messages would end up in that file.
    // Opened like this, its number is taken, and reading and writing it fail as before.
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      _ = open("/", XDS_O_PATH)
    }
    // An image of the memory has private keys in it. By 0, a program that takes images from the kernel would get one.
    var noImage = rlimit(rlim_cur: 1, rlim_max: 1)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &noImage)
    // The process ends soon: memory that is free is for the next stage, and not to be given back and asked for again.
    mallopt(M_MMAP_THRESHOLD, 32 << 20)
    mallopt(M_TRIM_THRESHOLD, Int32.max)
    mallopt(M_TOP_PAD, 4 << 20)
  }
}
