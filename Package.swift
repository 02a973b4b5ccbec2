// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "xdsc",
  products: [
    .executable(name: "xdsc", targets: ["xdsc"]),
    .library(name: "XDSCompiler", targets: ["XDSCompiler"]),
    // For tools/fuzzing, a package of its own.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
  ],
  targets: [
    .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CStart"),
    .target(name: "CEnvoy", dependencies: ["CProtobufC"]),
    .target(name: "EnvoyAPI", dependencies: ["CEnvoy", "CProtobufC"]),
    .target(name: "XDSCompiler", dependencies: ["EnvoyAPI", "CYAML", "CNettle", "CRE2"]),
    .target(
      name: "XDSCertificates",
      dependencies: [
        "XDSCompiler", .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
    .target(name: "XDSDiff", dependencies: ["XDSCompiler", "EnvoyAPI"]),
    .target(name: "XDSReport", dependencies: ["XDSCompiler", "XDSDiff", "EnvoyAPI"]),
    .target(name: "XDSFiles", dependencies: ["XDSCompiler", "CLinux"]),
    .target(
      name: "XDSDriver",
      dependencies: [
        "XDSCompiler", "XDSDiff", "XDSCertificates", "XDSReport", "XDSFiles", "EnvoyAPI", "CLinux", "CStart",
      ]),
    .executableTarget(
      name: "xdsc",
      dependencies: [
        "XDSDriver", "XDSCompiler", "EnvoyAPI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "EnvoyAPITests", dependencies: ["EnvoyAPI"]),
    .testTarget(name: "XDSCompilerTests", dependencies: ["XDSCompiler", "EnvoyAPI"]),
    .testTarget(name: "XDSCertificatesTests", dependencies: ["XDSCertificates", "XDSCompiler"]),
    .testTarget(name: "XDSDiffTests", dependencies: ["XDSDiff", "XDSCompiler", "EnvoyAPI"]),
    .testTarget(name: "XDSReportTests", dependencies: ["XDSReport", "XDSDiff", "XDSCompiler", "EnvoyAPI"]),
    .testTarget(name: "ConformanceTests", dependencies: ["XDSCompiler", "EnvoyAPI"]),
    .testTarget(name: "GoldenTests", dependencies: ["xdsc", "XDSDriver", "XDSFiles"]),
    .testTarget(name: "XDSFilesTests", dependencies: ["XDSFiles", "CLinux", "xdsc"]),
    .target(
      name: "FuzzTargets", dependencies: ["XDSReport", "XDSDiff", "XDSCompiler", "EnvoyAPI"],
      path: "Tests/FuzzTargets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Warnings are errors in this package; its dependencies keep their own rules.
for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
}
