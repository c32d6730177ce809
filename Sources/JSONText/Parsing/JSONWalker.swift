/// Reads a JSON text once, from its beginning to its end, for who wants little of it: nothing is built but what is
/// asked for. All of the text is checked.
@safe package struct JSONWalker {
  private var parser: JSONParser
  /// How many containers are open.
  private var depth = 0

  private init(_ parser: JSONParser) {
    unsafe self.parser = unsafe parser
  }

  /// Walks through a text.
  ///
  /// - Parameters:
  ///   - isCancelled: asked now and then whether to stop.
  ///   - body: reads or passes over the one value of the text.
  package static func walk<Result>(
    _ bytes: [UInt8], isCancelled: @escaping () -> Bool = { false },
    _ body: (inout JSONWalker) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    var result: Swift.Result<Result, JSONError> = .failure(.noText)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var walker = unsafe JSONWalker(
        JSONParser(base, buffer.count, PathReach(), JSONValue.usualRoom, isCancelled))
      do throws(JSONError) {
        result = .success(try body(&walker))
        unsafe try walker.parser.checkEnd()
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  /// Where the next value begins, to come back to it.
  package var place: Int {
    get { unsafe parser.index }
    set { unsafe parser.index = newValue }
  }

  /// What kind of value comes next.
  package mutating func kind() throws(JSONError) -> JSONScanner.Kind {
    JSONScanner.Kind(beginningWith: unsafe try parser.next())
  }

  /// Passes over the value that comes next.
  package mutating func skip() throws(JSONError) {
    unsafe try parser.skip(from: depth)
  }

  /// The value that comes next.
  package mutating func value() throws(JSONError) -> JSONValue {
    unsafe try parser.value(PathReach())
  }

  /// Comes to each member of the object that comes next.
  ///
  /// - Parameters:
  ///   - names: those that are looked for.
  ///   - visit: reads or passes over the member's value; it is given which of the names it has, or nil.
  package mutating func members(
    _ names: [[UInt8]], _ visit: (inout JSONWalker, Int?) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard try open() else { return }
    repeat {
      let range = unsafe try parser.nameRange()
      let name = names.firstIndex { unsafe parser.isNamed($0, range) }
      try visit(&self, name)
    } while unsafe try parser.hasNextElement(true)
    depth -= 1
  }

  /// Comes to each element of the list that comes next.
  ///
  /// - Parameter visit: reads or passes over the element.
  package mutating func elements(_ visit: (inout JSONWalker) throws(JSONError) -> Void) throws(JSONError) {
    guard try open() else { return }
    repeat { try visit(&self) } while unsafe try parser.hasNextElement(false)
    depth -= 1
  }

  /// Passes over the bracket in front of a container.
  ///
  /// - Returns: false when nothing is in it; it has ended then.
  private mutating func open() throws(JSONError) -> Bool {
    let bracket = unsafe try parser.next()
    unsafe try parser.check(depth)
    unsafe parser.index &+= 1
    if unsafe try parser.next() == bracket &+ 2 {
      unsafe parser.index &+= 1
      return false
    }
    depth += 1
    return true
  }

  /// Reads lists of numbers in lists, as coordinates are.
  ///
  /// - Returns: false for any other value; the place is somewhere in it then.
  package mutating func read(_ numbers: inout NestedNumbers) throws(JSONError) -> Bool {
    unsafe try numbers.read(&parser, depth: depth)
  }
}
