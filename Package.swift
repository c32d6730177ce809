// swift-tools-version: 6.2

import PackageDescription

/// The settings every module is built with; warnings stop a build only where nobody would read them.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Swift's libraries within the program: it starts a third faster, and on machines without a toolchain too.
let standalone: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib", "-l_FoundationCShims", "-l_FoundationCollections"],
    .when(platforms: [.linux], configuration: .release))
]

/// The commit that `--version` shows, where whoever builds says it; a tarball has no history to ask.
let commit: [CSetting] =
  Context.environment["FELTSH_COMMIT"].map { [.define("FELTSH_COMMIT", to: "\"\($0)\"")] } ?? []

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")

/// What the tests of the shell's own modules use.
let shellTests: [Target.Dependency] = [
  "ShellHarness", "CommandLanguage", "Execution", "Presentation", "Prompt", "Recording", "Sandbox", "FeltAPI",
  "JSONText", "Terminal", "LineEditing", "Platform", "TestSupport", httpTypes,
]

let package = Package(
  name: "feltsh",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "feltsh", targets: ["feltsh"]),
    .library(name: "FeltAPI", targets: ["FeltAPI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .executableTarget(
      name: "feltsh",
      dependencies: [
        "Prompt", "Presentation", "Recording", "Execution", "CommandLanguage", "LineEditing", "HTTPTransport",
        "Sandbox", "SandboxServer", "FeltAPI", "JSONText", "Terminal", "Platform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      linkerSettings: standalone),
    .target(
      name: "Prompt",
      dependencies: [
        "Presentation", "Recording", "Execution", "CommandLanguage", "FeltAPI", "JSONText", "Terminal", "Platform",
        "LineEditing", httpTypes,
      ],
      swiftSettings: strict),
    .target(
      name: "Presentation",
      dependencies: ["Execution", "CommandLanguage", "FeltAPI", "JSONText", "Terminal", "Platform", httpTypes],
      swiftSettings: strict),
    .target(
      name: "Recording",
      dependencies: ["Execution", "CommandLanguage", "FeltAPI", "JSONText", "Platform", httpTypes],
      swiftSettings: strict),
    .target(
      name: "Execution", dependencies: ["CommandLanguage", "FeltAPI", "JSONText", "Platform", httpTypes],
      swiftSettings: strict),
    .target(name: "CommandLanguage", dependencies: ["FeltAPI", httpTypes], swiftSettings: strict),
    .target(name: "FeltAPI", dependencies: ["JSONText", "CVectors", httpTypes], swiftSettings: strict),
    .target(name: "JSONText", dependencies: ["CVectors"], swiftSettings: strict),
    .target(name: "CVectors"),
    .target(name: "CSignals"),
    .target(name: "Terminal", dependencies: ["CSignals"], swiftSettings: strict),
    .target(name: "CPlatform", cSettings: commit),
    .target(name: "Platform", dependencies: ["CPlatform", "CZlib"], swiftSettings: strict),
    .target(name: "LineEditing", dependencies: ["CEditline", "Platform", "Terminal"], swiftSettings: strict),
    .target(
      name: "HTTPTransport", dependencies: ["CCurl", "CZlib", "FeltAPI", "Platform", httpTypes], swiftSettings: strict),
    .target(name: "Sandbox", dependencies: ["FeltAPI", "JSONText", "Platform", httpTypes], swiftSettings: strict),
    .target(
      name: "SandboxServer",
      dependencies: [
        "Sandbox", "FeltAPI", "Platform", httpTypes,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(name: "CEditline", linkerSettings: [.linkedLibrary("edit")]),
    .target(
      name: "CCurl",
      linkerSettings: [
        .linkedLibrary("curl", .when(platforms: [.macOS])), .linkedLibrary("dl", .when(platforms: [.linux])),
      ]),
    .systemLibrary(name: "CZlib"),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "RandomRequests", dependencies: ["FeltAPI", "JSONText", "TestSupport", httpTypes],
      path: "Tests/RandomRequests", swiftSettings: strict),
    .target(
      name: "ShellHarness",
      dependencies: [
        "Prompt", "Presentation", "Recording", "Execution", "CommandLanguage", "FeltAPI", "LineEditing", "Sandbox",
        "Terminal", httpTypes,
      ],
      path: "Tests/ShellHarness", swiftSettings: strict),
    .executableTarget(
      name: "editor-probe", dependencies: ["LineEditing", "Platform", "Terminal"], path: "Tests/EditorProbe",
      swiftSettings: strict),
    .executableTarget(
      name: "key-fuzz", dependencies: ["TestSupport", "editor-probe"], path: "Tests/KeyFuzz", swiftSettings: strict),
    .executableTarget(
      name: "json-fuzz", dependencies: ["JSONText", "TestSupport"], path: "Tests/JSONFuzz", swiftSettings: strict),
    .executableTarget(
      name: "program-fuzz", dependencies: ["TestSupport"], path: "Tests/ProgramFuzz", swiftSettings: strict),
    .testTarget(
      name: "FeltAPITests", dependencies: ["FeltAPI", "JSONText", "TestSupport", httpTypes], swiftSettings: strict),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(
      name: "CommandLanguageTests",
      dependencies: ["CommandLanguage", "Execution", "Presentation", "TestSupport", "FeltAPI", httpTypes],
      swiftSettings: strict),
    .testTarget(
      name: "LineEditingTests", dependencies: ["LineEditing", "Terminal", "TestSupport", "editor-probe"],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPTransportTests", dependencies: ["HTTPTransport", "CZlib", "FeltAPI", "TestSupport", httpTypes],
      swiftSettings: strict),
    .testTarget(
      name: "SandboxTests",
      dependencies: [
        "Sandbox", "SandboxServer", "HTTPTransport", "FeltAPI", "JSONText", "Platform", "RandomRequests", "TestSupport",
        httpTypes,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SandboxServerTests",
      dependencies: [
        "SandboxServer", "Sandbox", "HTTPTransport", "FeltAPI", "JSONText", "TestSupport", httpTypes,
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(name: "ExecutionTests", dependencies: shellTests, swiftSettings: strict),
    .testTarget(name: "PresentationTests", dependencies: shellTests, swiftSettings: strict),
    .testTarget(name: "RecordingTests", dependencies: shellTests + ["RandomRequests"], swiftSettings: strict),
    .testTarget(name: "PromptTests", dependencies: shellTests, swiftSettings: strict),
    .testTarget(name: "ProgramTests", dependencies: ["feltsh", "TestSupport", "JSONText"], swiftSettings: strict),
  ]
)
