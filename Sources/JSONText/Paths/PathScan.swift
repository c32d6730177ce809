/// Follows a query through a text: one selector a level, each of which takes children in the order in which they come.
@unsafe struct PathScan {
  private var parser: JSONParser
  private let steps: [PathStep]
  private let isCancelled: () -> Bool
  private var found: [Range<Int>] = []
  /// Whether there is white space in what was found.
  private(set) var hasSpace = false
  private var nextLook = unsafe Self.pause
  /// So many bytes are read between two looks at whether to stop.
  private static let pause = 1 << 22

  init(_ parser: JSONParser, _ steps: [PathStep], _ isCancelled: @escaping () -> Bool) {
    unsafe self.parser = unsafe parser
    unsafe self.steps = steps
    unsafe self.isCancelled = isCancelled
  }

  mutating func document() throws(JSONError) -> [Range<Int>] {
    unsafe try value(0)
    unsafe try parser.checkEnd()
    return unsafe found
  }

  /// Reads the value that comes next, and takes of it what the steps from `level` on find.
  private mutating func value(_ level: Int) throws(JSONError) {
    let byte = unsafe try parser.next()
    if unsafe level == steps.count {
      unsafe parser.hasPassedSpace = false
      let range = unsafe try parser.skippedValue(from: level)
      return unsafe append(range)
    }
    switch unsafe (steps[level], byte) {
    case (.member(let name), UInt8(ascii: "{")): unsafe try member(name, level)
    case (.elements(let start, let end, let step), UInt8(ascii: "[")):
      unsafe try children(level, isObject: false) { scan, index throws(JSONError) in
        let isTaken = index >= start && index < end ?? .max && (index - start) % step == 0
        unsafe isTaken ? try scan.value(level + 1) : try scan.skip(level)
      }
    case (.all, UInt8(ascii: "{")), (.all, UInt8(ascii: "[")):
      unsafe try children(level, isObject: byte == UInt8(ascii: "{")) { scan, _ throws(JSONError) in
        unsafe try scan.value(level + 1)
      }
    case (.those(let condition, let reach), UInt8(ascii: "{")), (.those(let condition, let reach), UInt8(ascii: "[")):
      unsafe try children(level, isObject: byte == UInt8(ascii: "{")) { scan, _ throws(JSONError) in
        unsafe try scan.child(where: condition, reach, level)
      }
    default: unsafe try skip(level - 1)
    }
  }

  /// The last member of a name counts, as most readers take it: what was found in one before is forgotten.
  private mutating func member(_ name: [UInt8], _ level: Int) throws(JSONError) {
    let known = unsafe found.count
    unsafe parser.index &+= 1
    if unsafe try parser.next() == UInt8(ascii: "}") { return unsafe parser.index &+= 1 }
    repeat {
      let range = unsafe try parser.nameRange()
      if unsafe parser.isNamed(name, range) {
        unsafe found.removeSubrange(known...)
        unsafe try value(level + 1)
      } else {
        unsafe try skip(level)
      }
    } while unsafe try parser.hasNextElement(true)
  }

  private mutating func children(
    _ level: Int, isObject: Bool, _ child: (inout PathScan, Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    unsafe parser.index &+= 1
    if unsafe try parser.next() == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      return unsafe parser.index &+= 1
    }
    var index = 0
    repeat {
      if isObject { _ = unsafe try parser.nameRange() }
      unsafe try child(&self, index)
      index += 1
    } while unsafe try parser.hasNextElement(isObject)
  }

  /// Reads a child as far as the condition looks at it, and takes it if that holds.
  private mutating func child(
    where condition: PathCondition, _ reach: PathReach, _ level: Int
  ) throws(JSONError) {
    unsafe try look()
    _ = unsafe try parser.next()
    let start = unsafe parser.index
    unsafe parser.hasPassedSpace = false
    unsafe watch(level + 1)
    let value = unsafe try parser.value(reach)
    let end = unsafe parser.index
    let place = unsafe parser.watchedPlace
    unsafe watch(nil)
    guard unsafe try holds(condition, value) else { return }
    if unsafe level + 1 == steps.count { return unsafe append(start..<end) }
    if let place {
      // The rest of the child has been checked.
      unsafe parser.index = place
      unsafe try self.value(level + 2)
      unsafe parser.index = end
    } else {
      unsafe parser.index = start
      unsafe try self.value(level + 1)
    }
  }

  /// Notes where the member is that a level's step takes, if it takes one; nil for none.
  private mutating func watch(_ level: Int?) {
    unsafe parser.watchedPlace = nil
    if let level, unsafe level < steps.count, case .member(let name) = unsafe steps[level] {
      unsafe parser.watchedName = name
    } else {
      unsafe parser.watchedName = []
    }
  }

  private mutating func append(_ range: Range<Int>) {
    unsafe hasSpace = hasSpace || parser.hasPassedSpace
    unsafe found.append(range)
  }

  private func holds(_ condition: PathCondition, _ value: JSONValue) throws(JSONError) -> Bool {
    do throws(PathEvaluator.Stop) {
      return unsafe try PathEvaluator(
        root: value, isLocating: false, mostNodes: JSONPath.mostNodes, isCancelled: isCancelled
      ).holds(condition, value)
    } catch {
      if error == .cancelled { throw .cancelled }
      throw unsafe parser.error("this comes to more nodes than can be looked at")
    }
  }

  /// Passes over a child of a value at a level.
  private mutating func skip(_ level: Int) throws(JSONError) {
    unsafe try parser.skip(from: level + 1)
    unsafe try look()
  }

  private mutating func look() throws(JSONError) {
    guard unsafe parser.index >= nextLook else { return }
    if unsafe isCancelled() { throw .cancelled }
    unsafe nextLook = unsafe parser.index + Self.pause
  }
}
