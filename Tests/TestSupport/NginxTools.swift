#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Programs that only some tests need: without them those are skipped, unless `FELTSH_REQUIRE_TOOLS` is 1.
package enum NginxTools {
  /// Whether tests that need nginx and openssl run: to pass, or to fail for want of them.
  package static let areWanted = (nginx != nil && openssl != nil) || environment("FELTSH_REQUIRE_TOOLS") == "1"
  /// What is said of the tests that are skipped.
  package static let note = "nginx and openssl are not installed"

  /// Where nginx is.
  static let nginx = find("nginx")
  /// Where openssl is.
  static let openssl = find("openssl")

  /// The path, or a failure that names what is missing.
  static func path(_ found: String?, _ name: String) throws -> String {
    guard let found else { throw ProgramFailure("\(name) is not installed") }
    return found
  }

  /// Whether nginx was built with a module, such as `http_v2_module`.
  package static func nginxHas(_ module: String) -> Bool {
    guard let nginx, let run = try? ProgramRun.run(nginx, ["-V"]) else { return false }
    return (run.output + run.error).contains(module)
  }

  private static func find(_ name: String) -> String? {
    let folders = (environment("PATH") ?? "").split(separator: ":").map(String.init)
    let usual = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
    return (folders + usual).map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
