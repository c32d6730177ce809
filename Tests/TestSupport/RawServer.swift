#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// A server on a loopback port of its own that does what a test says, byte by byte, however wrong.
///
/// One thread takes one connection after the other and runs its script; nothing here sleeps. What a script waits for
/// ends as well when the server is dropped, or after half a minute.
package final class RawServer: Sendable {
  /// What a script does next. At its end the connection is closed.
  package enum Step: Sendable {
    /// Takes a request, with as much of a body as its head promises.
    case takeRequest
    /// Takes only the head of a request.
    case takeHead
    /// Takes this many bytes and forgets them.
    case takeBytes(Int)
    /// Sends text as it is, but for `$ORIGIN`, which stands for this server's own.
    case send(String)
    /// Sends JSON as a whole response with its length in front, in which `$ORIGIN` stands for this server's own.
    case json(String, closes: Bool = false)
    /// Sends bytes as they are.
    case sendBytes([UInt8])
    /// Sends text a byte at a time, each in a packet of its own.
    case drip(String)
    /// Sends text again and again until the client leaves.
    case sendForever(String)
    /// Waits until a gate is open.
    case wait(RawServerGate)
    /// Waits until the client closes the connection, taking what it still sends.
    case waitForClose
    /// Closes the connection with a reset, so that the client's system drops what it has not read.
    case reset
    /// Does something in the test.
    case run(@Sendable () -> Void)
  }

  struct State {
    var requests: [RawServerRequest] = []
    var problems: [String] = []
    var connections = 0
  }

  /// The port on 127.0.0.1.
  package let port: Int
  private let listener: Int32
  private let stop: RawServerGate
  private let state: Shared
  private let ends: [RawServerGate]
  private let thread: RawServerThread

  /// What the server's thread and the test look at together.
  final class Shared: Sendable {
    let state = Mutex(State())
  }

  /// - Parameter scripts: what each connection does, in the order in which they come. Further ones are refused.
  package convenience init(_ scripts: [Step]...) throws {
    try self.init(scripts: scripts)
  }

  /// - Parameter scripts: what each connection does, in the order in which they come. Further ones are refused.
  package init(scripts: [[Step]]) throws {
    let (listener, port) = try Self.listen()
    let (stop, state) = (try RawServerGate(), Shared())
    let ends = try scripts.map { _ in try RawServerGate() }
    (self.listener, self.port, self.stop, self.state, self.ends) = (listener, port, stop, state, ends)
    thread = try RawServerThread {
      for (script, end) in zip(scripts, ends) {
        // Released, a connection is closed.
        guard RawServerConnection(listener: listener, port: port, stop: stop, state: state)?.run(script) != nil else {
          return
        }
        end.open()
      }
      // Without this a client that comes once more waits for a response instead of failing.
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  deinit {
    stop.open()
    thread.join()
    close(listener)
  }

  /// `http://127.0.0.1` with the port.
  package var origin: String { "http://127.0.0.1:\(port)" }
  /// The requests that have come so far.
  package var requests: [RawServerRequest] { state.state.withLock { $0.requests } }
  /// The number of connections that have come so far.
  package var connectionCount: Int { state.state.withLock { $0.connections } }
  /// What did not go as a script says, such as a client that went away.
  package var problems: [String] { state.state.withLock { $0.problems } }

  /// Waits until the script of a connection, counted from 0, has ended and the connection is closed.
  package func waitForEnd(of connection: Int) {
    var watched = pollfd(fd: ends[connection].descriptor, events: Int16(POLLIN), revents: 0)
    unsafe poll(&watched, 1, 30_000)
  }

  /// A port of 127.0.0.1 where nothing listens: it belongs to a socket that stays until the tests end, so that no other
  /// test gets it.
  package static func unusedPort() throws -> Int {
    try listen(isOpen: false).port
  }

  /// A socket that listens on a free port of 127.0.0.1.
  ///
  /// - Parameter isOpen: false for one that has the port, and refuses connections.
  static func listen(isOpen: Bool = true) throws -> (descriptor: Int32, port: Int) {
    #if canImport(Glibc)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw ProgramFailure.system("no socket", errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe bind(descriptor, generic, length) == 0 && (!isOpen || systemListen(descriptor) == 0)
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard isListening else {
      let error = ProgramFailure.system("cannot listen on 127.0.0.1", errno)
      close(descriptor)
      throw error
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}

/// `listen(2)`, whose name the method above hides.
private func systemListen(_ descriptor: Int32) -> Int32 {
  listen(descriptor, 16)
}
