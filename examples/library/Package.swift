// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "make-map",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "feltsh", path: "../..")],
  targets: [
    .executableTarget(name: "make-map", dependencies: [.product(name: "FeltAPI", package: "feltsh")])
  ])
