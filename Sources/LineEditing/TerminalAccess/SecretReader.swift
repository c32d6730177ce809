import Terminal

/// Asks a terminal for a line that isn't shown.
struct SecretReader {
  let input: Int32
  let output: TerminalOutput
  let interrupts: Interrupts

  /// Reads a line without echo. However this ends, by a line, a signal or an error, the terminal is as it was.
  func read(_ prompt: String) throws(LineInputError) -> LineInput {
    guard let mode = TerminalMode(of: input) else { throw .noTerminal }
    if let number = interrupts.consume().terminationSignal {
      return .terminated(number)
    }
    mode.guardAgainstCrash(farewell: "")
    interrupts.deferStop(true)
    mode.setWithoutEcho(droppingInput: true)
    output.write(prompt)
    defer {
      mode.restore(droppingInput: true)
      interrupts.deferStop(false)
      mode.release()
      output.write("\n")
    }
    var bytes = TerminalBytes(descriptor: input, wake: interrupts.descriptor)
    var text: [UInt8] = []
    while true {
      switch bytes.next() {
      case .byte(0x0A), .byte(0x0D):
        guard !text.contains(0) else { throw .nulByte(line: 1) }
        guard let line = String(validating: text, as: UTF8.self) else { throw .invalidUTF8(line: 1) }
        return .line(line)
      case .byte(let byte): text.append(byte)
      case .timeout: continue
      case .end: return .endOfInput
      case .failed(let code): throw .system(code)
      case .signal:
        let pending = interrupts.consume()
        if let number = pending.terminationSignal { return .terminated(number) }
        if pending.contains(.interrupt) { return .interrupted }
        if pending.contains(.stop) {
          // What was typed of the secret must not reach the program that gets the terminal now.
          mode.restore(droppingInput: true)
          output.write("\n")
          interrupts.stopNow()
        }
        if !pending.isDisjoint(with: [.stop, .resume]) {
          mode.setWithoutEcho(droppingInput: false)
          output.write("\r" + prompt)
        }
      }
    }
  }
}
