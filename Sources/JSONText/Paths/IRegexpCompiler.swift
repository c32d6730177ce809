/// Makes the machine of a regular expression. Source: RFC 9485, section 4.
struct IRegexpCompiler {
  private typealias Instruction = IRegexp.Instruction
  private typealias CharacterSet = IRegexp.CharacterSet

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  /// A repetition such as `{1000}` repeats its machine; more than this is an attack.
  private static let largest = 20_000
  private static let deepest = 64
  private static let categories: Set<String> = [
    "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi",
    "Po", "Ps", "Z", "Zl", "Zp", "Zs", "S", "Sc", "Sk", "Sm", "So", "C", "Cc", "Cf", "Cn", "Co",
  ]

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  mutating func program() -> [IRegexp.Instruction]? {
    guard let program = alternatives(), position == scalars.count else { return nil }
    return program + [.match]
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() -> [Instruction]? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, var result = branch() else { return nil }
    while take("|") {
      guard let next = branch() else { return nil }
      result =
        [.split(1, result.count + 2)] + Self.moved(result, by: 1) + [.jump(result.count + 2 + next.count)]
        + Self.moved(next, by: result.count + 2)
      if result.count > Self.largest { return nil }
    }
    return result
  }

  private mutating func branch() -> [Instruction]? {
    var result: [Instruction] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      guard let piece = atom().flatMap({ quantified($0) }) else { return nil }
      result += Self.moved(piece, by: result.count)
      if result.count > Self.largest { return nil }
    }
    return result
  }

  private mutating func quantified(_ atom: [Instruction]) -> [Instruction]? {
    if take("*") { return Self.repeated(atom, 0, nil) }
    if take("+") { return Self.repeated(atom, 1, nil) }
    if take("?") { return Self.repeated(atom, 0, 1) }
    guard take("{") else { return atom }
    guard let least = number() else { return nil }
    var most: Int? = least
    if take(",") { most = current == "}" ? nil : number() ?? -1 }
    guard take("}"), most.map({ $0 >= least }) ?? true, (most ?? least) <= 1000 else { return nil }
    return Self.repeated(atom, least, most)
  }

  private mutating func number() -> Int? {
    let start = position
    while let scalar = current, ("0"..."9").contains(scalar), position - start < 6 { position += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<position])))
  }

  private static func repeated(_ atom: [Instruction], _ least: Int, _ most: Int?) -> [Instruction]? {
    guard (max(least, most ?? 0) + 1) * (atom.count + 2) <= largest else { return nil }
    var result: [Instruction] = []
    for _ in 0..<least { result += moved(atom, by: result.count) }
    guard let most else {
      let start = result.count
      result.append(.split(start + 1, start + atom.count + 2))
      return result + moved(atom, by: start + 1) + [.jump(start)]
    }
    let end = result.count + (most - least) * (atom.count + 1)
    for _ in least..<most {
      result.append(.split(result.count + 1, end))
      result += moved(atom, by: result.count)
    }
    return result
  }

  /// Instructions that stand `distance` further on.
  private static func moved(_ instructions: [Instruction], by distance: Int) -> [Instruction] {
    instructions.map { instruction in
      switch instruction {
      case .split(let first, let second): .split(first + distance, second + distance)
      case .jump(let target): .jump(target + distance)
      case .character, .start, .end, .match: instruction
      }
    }
  }

  private mutating func atom() -> [Instruction]? {
    guard let scalar = current else { return nil }
    switch scalar {
    case "(":
      position += 1
      guard let inner = alternatives(), take(")") else { return nil }
      return inner
    case "[": return characterClass().map { [.character($0)] }
    case ".":
      position += 1
      return [.character(.anyButLineBreak)]
    case "\\": return escape().map { [.character($0)] }
    case "^" where position == 0: return anchor(.start)
    case "$" where position == scalars.count - 1: return anchor(.end)
    case "*", "+", "?", "{", "}", "]", ")", "|": return nil
    default:
      position += 1
      return [.character(.scalar(scalar))]
    }
  }

  private mutating func anchor(_ instruction: Instruction) -> [Instruction]? {
    position += 1
    // Nothing can be repeated that takes no character.
    guard let next = current, "*+?{".unicodeScalars.contains(next) else { return [instruction] }
    return nil
  }

  private mutating func escape() -> CharacterSet? {
    position += 1
    guard let letter = current else { return nil }
    position += 1
    switch letter {
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "p", "P":
      guard take("{") else { return nil }
      let start = position
      while let scalar = current, scalar != "}" { position += 1 }
      let name = String(String.UnicodeScalarView(scalars[start..<position]))
      guard take("}"), Self.categories.contains(name) else { return nil }
      return .oneOf([.category(name)], isNegated: letter == "P")
    default:
      return "()*+-.?[\\]^{|}$".unicodeScalars.contains(letter) ? .scalar(letter) : nil
    }
  }

  private mutating func characterClass() -> CharacterSet? {
    position += 1
    let isNegated = take("^")
    var sets: [CharacterSet] = []
    if take("-") { sets.append(.scalar("-")) }
    while let scalar = current, scalar != "]" {
      if scalar == "-" {
        // A minus may be at the end.
        position += 1
        guard current == "]" else { return nil }
        sets.append(.scalar("-"))
        break
      }
      guard let first = classMember() else { return nil }
      guard case .scalar(let lower) = first, current == "-", position + 1 < scalars.count, scalars[position + 1] != "]"
      else {
        sets.append(first)
        continue
      }
      position += 1
      guard case .scalar(let upper)? = classMember(), lower <= upper else { return nil }
      sets.append(.range(lower...upper))
    }
    guard take("]"), !sets.isEmpty else { return nil }
    return .oneOf(sets, isNegated: isNegated)
  }

  private mutating func classMember() -> CharacterSet? {
    guard let scalar = current else { return nil }
    if scalar == "\\" { return escape() }
    guard scalar != "[", scalar != "]", scalar != "-" else { return nil }
    position += 1
    return .scalar(scalar)
  }
}
