// Runs two commands in turn and prints the medians of their times and peaks, and of the ratios of each pair.
//
//     compare RUNS NAME "COMMAND A" "COMMAND B"
import Glibc

struct Sample {
  var wall: Double
  var cpu: Double
  /// KiB.
  var peak: Double
}

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

/// Runs a command, words split at spaces, its output thrown away.
func run(_ command: String) -> Sample {
  let words = command.split(separator: " ").map(String.init)
  var arguments = words.map { strdup($0) } + [nil]
  defer { arguments.forEach { free($0) } }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }
  var process = pid_t()
  let start = now()
  guard posix_spawnp(&process, words[0], &actions, nil, &arguments, environ) == 0 else {
    fputs("cannot run \(command)\n", stderr)
    exit(2)
  }
  var status: Int32 = 0
  var usage = rusage()
  wait4(process, &status, 0, &usage)
  let wall = now() - start
  guard status == 0 else {
    fputs("\(command): status \(status)\n", stderr)
    exit(1)
  }
  return Sample(wall: wall, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: Double(usage.ru_maxrss))
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

func text(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  return "\((value * scale).rounded() / scale)"
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let runs = Int(arguments[1]), runs > 0 else {
  fputs("usage: compare RUNS NAME \"COMMAND A\" \"COMMAND B\"\n", stderr)
  exit(2)
}
_ = (run(arguments[3]), run(arguments[4]))  // Warm caches.
let samples = (0..<runs).map { _ in (run(arguments[3]), run(arguments[4])) }
func ratio(_ figure: KeyPath<Sample, Double>) -> String {
  let ratios = samples.map { $0.0[keyPath: figure] / $0.1[keyPath: figure] }
  return "\(text(median(ratios), 2)) (\(text(ratios.min()!, 2))–\(text(ratios.max()!, 2)))"
}
print(
  """
  \(arguments[2]): median of \(runs) runs in turn
    A: \(text(median(samples.map(\.0.wall)) * 1000, 2)) ms wall, \(text(median(samples.map(\.0.cpu)) * 1000, 2)) ms cpu, \
  \(text(median(samples.map(\.0.peak)) / 1024, 1)) MiB peak
    B: \(text(median(samples.map(\.1.wall)) * 1000, 2)) ms wall, \(text(median(samples.map(\.1.cpu)) * 1000, 2)) ms cpu, \
  \(text(median(samples.map(\.1.peak)) / 1024, 1)) MiB peak
    A/B: \(ratio(\.wall)) wall, \(ratio(\.cpu)) cpu
  """)
