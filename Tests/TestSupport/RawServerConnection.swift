#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// One connection to a ``RawServer``, running its script.
final class RawServerConnection {
  private let descriptor: Int32
  private let origin: String
  private let number: Int
  private let stop: RawServerGate
  private let state: RawServer.Shared
  /// What came and belongs to no request yet.
  private var pending: [UInt8] = []
  /// No test waits longer than this for the other side.
  private let deadline = ContinuousClock.now + .seconds(30)

  /// Waits for a connection; nil when the server was stopped.
  init?(listener: Int32, port: Int, stop: RawServerGate, state: RawServer.Shared) {
    origin = "http://127.0.0.1:\(port)"
    self.stop = stop
    self.state = state
    var accepted: Int32 = -1
    while accepted < 0 {
      guard Self.wait([listener], stop: stop, until: .now + .seconds(60)) != nil else { return nil }
      accepted = accept(listener, nil, nil)
      if accepted < 0, ![EAGAIN, EINTR, ECONNABORTED].contains(errno) { return nil }
    }
    descriptor = accepted
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
    var yes: Int32 = 1
    unsafe setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    #if !canImport(Glibc)
    unsafe setsockopt(accepted, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    number = state.state.withLock { state in
      state.connections += 1
      return state.connections - 1
    }
  }

  deinit {
    close(descriptor)
  }

  func run(_ script: [RawServer.Step]) {
    for step in script {
      guard perform(step) else {
        state.state.withLock { $0.problems.append("connection \(number): could not \(step)") }
        return
      }
    }
  }

  private func perform(_ step: RawServer.Step) -> Bool {
    switch step {
    case .takeRequest: return takeRequest(withBody: true)
    case .takeHead: return takeRequest(withBody: false)
    case .takeBytes(let count): return take(count)
    case .send(let text): return send(Array(text.replacing("$ORIGIN", with: origin).utf8)[...])
    case .json(let text, let closes):
      let body = text.replacing("$ORIGIN", with: origin)
      let lines = [
        "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
        "Connection: \(closes ? "close" : "keep-alive")", "", body,
      ]
      return send(Array(lines.joined(separator: "\r\n").utf8)[...])
    case .sendBytes(let bytes): return send(bytes[...])
    case .drip(let text): return text.utf8.allSatisfy { send([$0]) }
    case .sendForever(let text):
      while send(Array(text.utf8)[...]) {}
      return true
    case .wait(let gate): return Self.wait([gate.descriptor], stop: stop, until: deadline) != nil
    case .waitForClose:
      while let bytes = read() { if bytes.isEmpty { return true } }
      return false
    case .reset:
      var hard = linger(l_onoff: 1, l_linger: 0)
      return unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size)) == 0
    case .run(let action):
      action()
      return true
    }
  }

  private func takeRequest(withBody: Bool) -> Bool {
    while true {
      if let end = pending.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
        let head = Array(pending[..<end])
        let length = RawServerRequest(connection: number, headBytes: head, body: []).values("content-length")
        let bodyCount = withBody ? length.first.flatMap { Int($0) } ?? 0 : 0
        while pending.count < end + bodyCount {
          guard let bytes = read(), !bytes.isEmpty else { return false }
          pending += bytes
        }
        let request = RawServerRequest(
          connection: number, headBytes: head, body: Array(pending[end..<end + bodyCount]))
        pending.removeFirst(end + bodyCount)
        state.state.withLock { $0.requests.append(request) }
        return true
      }
      guard let bytes = read(), !bytes.isEmpty else { return false }
      pending += bytes
    }
  }

  private func take(_ count: Int) -> Bool {
    var rest = count
    while true {
      let taken = min(rest, pending.count)
      pending.removeFirst(taken)
      rest -= taken
      if rest == 0 { return true }
      guard let bytes = read(), !bytes.isEmpty else { return false }
      pending = bytes
    }
  }

  /// The next bytes; empty at the end, whether it came in order or as a reset; nil when nothing came in time.
  private func read() -> [UInt8]? {
    while Self.wait([descriptor], stop: stop, until: deadline) != nil {
      var length = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
        length = unsafe recv(descriptor, space.baseAddress, space.count, 0)
        count = max(0, length)
      }
      if length >= 0 || ![EAGAIN, EINTR].contains(errno) { return bytes }
    }
    return nil
  }

  private func send(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      guard Self.wait([descriptor], for: Int16(POLLOUT), stop: stop, until: deadline) != nil else { return false }
      let count = unsafe rest.withUnsafeBytes { unsafe systemSend(descriptor, $0.baseAddress, $0.count) }
      if count < 0, ![EAGAIN, EINTR].contains(errno) { return false }
      rest.removeFirst(max(0, count))
    }
    return true
  }

  /// Waits until one of the descriptors is ready; nil when the server was stopped or the time is over.
  private static func wait(
    _ descriptors: [Int32], for events: Int16 = Int16(POLLIN), stop: RawServerGate,
    until deadline: ContinuousClock.Instant
  ) -> Int32? {
    while true {
      let remaining = deadline - .now
      guard remaining > .zero else { return nil }
      var watched = descriptors.map { pollfd(fd: $0, events: events, revents: 0) }
      watched.append(pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0))
      unsafe poll(&watched, nfds_t(watched.count), Int32(clamping: remaining.components.seconds * 1000 + 1000))
      if watched.last?.revents != 0 { return nil }
      if let ready = watched.first(where: { $0.revents != 0 }) { return ready.fd }
    }
  }
}

/// `send(2)`, whose name a method above hides, without the signal for a connection that is closed.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
  unsafe send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
  #else
  unsafe send(descriptor, bytes, count, 0)
  #endif
}
