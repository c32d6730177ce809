import CEditline

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The text being edited. None of this draws; `refresh` does.
extension EditlineHandle {
  /// How many characters the line has; cheap.
  var count: Int {
    guard let info = unsafe el_wline(line) else { return 0 }
    return unsafe info.pointee.lastchar - info.pointee.buffer
  }

  /// The line and the cursor's position in it.
  var content: LineContent {
    guard let info = unsafe el_wline(line)?.pointee else { return LineContent(text: "", cursor: 0) }
    let characters = unsafe UnsafeBufferPointer(start: info.buffer, count: info.lastchar - info.buffer)
    return unsafe LineContent(text: WideText.decode(characters), cursor: info.cursor - info.buffer)
  }

  /// Puts another line in place of this one, without drawing it.
  func replace(with content: LineContent) {
    let wide = WideText.encode(content.text)
    if wide.count > 1 {
      unsafe wide.withUnsafeBufferPointer { characters in
        guard let start = characters.baseAddress else { return }
        unsafe el_wreplacestr(line, start)
      }
    } else {
      unsafe el_cursor(line, Int32(clamping: count))
      unsafe el_deletestr(line, Int32(clamping: count))
    }
    moveCursor(to: content.cursor)
  }

  /// Inserts before the cursor, without drawing.
  func insert(_ text: String) {
    unsafe WideText.encode(text).withUnsafeBufferPointer { characters in
      guard let start = characters.baseAddress else { return }
      unsafe el_winsertstr(line, start)
    }
  }

  /// Deletes characters before the cursor, without drawing.
  func deleteBackward(_ number: Int) {
    unsafe el_deletestr(line, Int32(clamping: number))
  }

  /// Moves the cursor behind this many characters, without drawing.
  func moveCursor(to offset: Int) {
    guard let info = unsafe el_wline(line)?.pointee else { return }
    unsafe el_cursor(line, Int32(clamping: offset - (info.cursor - info.buffer)))
  }

  /// Forgets what libedit's own searches look through.
  func forgetHistory() {
    _ = unsafe editline_history_clear(history)
  }

  /// Adds to what libedit's own searches look through, unless it is longer than a line may be.
  func remember(_ text: String) {
    guard LineRoom.isShort(text) else { return }
    unsafe WideText.encode(text).withUnsafeBufferPointer { characters in
      guard let start = characters.baseAddress else { return }
      unsafe editline_history_enter(history, start)
    }
  }
}
