/// A certificate authority that nobody trusts unless told to, made with openssl in a folder of the test's.
package final class CertificateAuthority {
  /// A server's certificate and its key, as files.
  package struct Certificate: Sendable {
    let file: String
    let keyFile: String
  }

  /// The authority's own certificate, which `SSL_CERT_FILE` may name.
  package let file: String
  private let folder: String
  private let openssl: String

  /// - Parameter folder: an empty folder; the authority lives as long as it does.
  package init(in folder: String) throws {
    self.folder = folder
    openssl = try NginxTools.path(NginxTools.openssl, "openssl")
    file = folder + "/authority.pem"
    try Self.write(
      """
      [req]
      distinguished_name = name
      prompt = no
      [name]
      CN = feltsh test authority
      [authority]
      basicConstraints = critical, CA:true
      keyUsage = critical, keyCertSign, cRLSign
      subjectKeyIdentifier = hash
      """, to: folder + "/authority.cnf")
    try run(
      ["req", "-x509", "-config", folder + "/authority.cnf", "-extensions", "authority", "-days", "2"]
        + ["-key", try makeKey("authority"), "-out", file])
  }

  /// Makes a server's certificate.
  ///
  /// - Parameters:
  ///   - name: what its files are called.
  ///   - host: such as `IP:127.0.0.1` or `DNS:example.test`.
  ///   - days: how long it is valid from now on; a negative number for one that has expired.
  package func certificate(_ name: String, for host: String, days: Int = 2) throws -> Certificate {
    let (configuration, request) = ("\(folder)/\(name).cnf", "\(folder)/\(name).csr")
    try Self.write(
      """
      [req]
      distinguished_name = name
      prompt = no
      [name]
      CN = \(name)
      [server]
      basicConstraints = CA:false
      subjectAltName = \(host)
      extendedKeyUsage = serverAuth
      """, to: configuration)
    let key = try makeKey(name)
    try run(["req", "-new", "-config", configuration, "-key", key, "-out", request])
    let certificate = Certificate(file: "\(folder)/\(name).pem", keyFile: key)
    try run(
      ["x509", "-req", "-in", request, "-CA", file, "-CAkey", folder + "/authority.key", "-CAcreateserial"]
        + ["-extfile", configuration, "-extensions", "server", "-days", "\(days)", "-out", certificate.file])
    return certificate
  }

  private func makeKey(_ name: String) throws -> String {
    let key = "\(folder)/\(name).key"
    try run(["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key])
    return key
  }

  private func run(_ arguments: [String]) throws {
    let run = try ProgramRun.run(openssl, arguments)
    guard run.status == 0 else { throw ProgramFailure("openssl \(arguments.joined(separator: " ")): \(run.error)") }
  }

  private static func write(_ text: String, to file: String) throws {
    let run = try ProgramRun.run("/usr/bin/tee", [file], input: (text + "\n").utf8)
    guard run.status == 0 else { throw ProgramFailure("cannot write \(file): \(run.error)") }
  }
}
