#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An nginx of a test's own on a loopback port, stopped when it is dropped.
///
/// It is given the socket, already listening, so that no other program can have taken its port meanwhile and nothing
/// has to wait until it listens.
package final class Nginx {
  /// The port on 127.0.0.1.
  package let port: Int
  private let process: pid_t

  /// - Parameters:
  ///   - folder: where its own files are; `files` in it is what it serves.
  ///   - certificate: what it shows; nil for plain HTTP.
  ///   - http2: whether it offers HTTP/2.
  ///   - lines: what the server's block of the configuration has besides.
  package init(
    in folder: String, certificate: CertificateAuthority.Certificate? = nil, http2: Bool = false, lines: String = ""
  ) throws {
    let program = try NginxTools.path(NginxTools.nginx, "nginx")
    let (listener, port) = try RawServer.listen()
    defer { close(listener) }
    self.port = port
    let tls = certificate.map { "ssl_certificate \($0.file); ssl_certificate_key \($0.keyFile);" } ?? ""
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
    let configuration = """
      daemon off;
      worker_processes 1;
      \(geteuid() == 0 ? "user root;" : "")
      pid \(folder)/nginx.pid;
      error_log \(folder)/error.log info;
      events { worker_connections 64; }
      http {
        access_log off;
        default_type application/octet-stream;
        types { application/json json; }
        \(temporary.joined(separator: "\n  "))
        server {
          listen 127.0.0.1:\(port)\(certificate == nil ? "" : " ssl")\(http2 ? " http2" : "");
          \(tls)
          root \(folder)/files;
          add_header X-Protocol $server_protocol always;
          \(lines)
        }
      }

      """
    _ = try ProgramRun.run("/bin/mkdir", ["-p", folder + "/files"])
    _ = try ProgramRun.run("/usr/bin/tee", [folder + "/nginx.conf"], input: configuration.utf8)
    var status: Int32 = 0
    let log = open(folder + "/start.log")
    defer { close(log) }
    process = try ProgramSpawn.start(
      program, ["-p", folder, "-e", folder + "/error.log", "-c", folder + "/nginx.conf"],
      // The name is nginx's own, for the sockets that a new nginx takes over from an old one.
      environment: ["NGINX": "0;"],
      descriptors: [.descriptor(listener), .descriptor(log), .descriptor(log)], newSession: false)
    // It writes this file once it has read all that it was given.
    for _ in 0..<2000 where unsafe access(folder + "/nginx.pid", F_OK) != 0 {
      guard unsafe waitpid(process, &status, WNOHANG) == 0 else {
        let log = try ProgramRun.run("/bin/cat", [folder + "/start.log", folder + "/error.log"])
        throw ProgramFailure("nginx does not start: \(log.output)")
      }
      poll(nil, 0, 5)
    }
  }

  deinit {
    // It ends its workers first; killed itself it would leave them behind.
    kill(process, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<2000 {
      if unsafe waitpid(process, &status, WNOHANG) != 0 { return }
      poll(nil, 0, 5)
    }
    kill(process, SIGKILL)
    unsafe waitpid(process, &status, 0)
  }
}

private func open(_ log: String) -> Int32 {
  unsafe open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
}
