// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing but a fuzzer needs the flags that it is built with: tools/fuzz gives them.
let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "xdsc", path: "../..")],
  targets: [
    .executableTarget(name: "fuzz", dependencies: [.product(name: "FuzzTargets", package: "xdsc")])
  ],
  swiftLanguageModes: [.v6]
)
