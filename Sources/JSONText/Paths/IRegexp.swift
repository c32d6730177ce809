/// A regular expression of the interoperable kind, run by following all its ways at once: the time it takes grows with
/// the text's length times the expression's, whatever they are. Source: RFC 9485; a `^` in front of the expression and
/// a `$` behind it are anchors besides, as the compliance suite of JSONPath has them.
struct IRegexp {
  /// One step of the machine.
  enum Instruction {
    case character(CharacterSet)
    /// Continues in two places.
    case split(Int, Int)
    case jump(Int)
    /// Goes on at the beginning or the end of the text only.
    case start, end
    case match
  }

  /// What one character may be.
  indirect enum CharacterSet {
    case anyButLineBreak
    case scalar(Unicode.Scalar)
    case range(ClosedRange<Unicode.Scalar>)
    case category(String)
    case oneOf([CharacterSet], isNegated: Bool)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .anyButLineBreak: scalar != "\n" && scalar != "\r"
      case .scalar(let own): scalar == own
      case .range(let range): range.contains(scalar)
      case .category(let name): scalar.properties.generalCategory.abbreviation.hasPrefix(name)
      case .oneOf(let sets, let isNegated): sets.contains { $0.contains(scalar) } != isNegated
      }
    }
  }

  private let program: [Instruction]

  /// - Returns: nil for a text that is not such an expression, or one that would need too large a machine.
  init?(_ pattern: String) {
    var compiler = IRegexpCompiler(pattern)
    guard let program = compiler.program() else { return nil }
    self.program = program
  }

  /// Whether it matches the whole text.
  func matches(_ text: String) -> Bool {
    run(text, isAnchored: true)
  }

  /// Whether it matches a part of the text.
  func isFound(in text: String) -> Bool {
    run(text, isAnchored: false)
  }

  private func run(_ text: String, isAnchored: Bool) -> Bool {
    var states = StateSet(program.count)
    var next = StateSet(program.count)
    let scalars = text.unicodeScalars
    add(0, to: &states, isStart: true, isEnd: scalars.isEmpty)
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let isEnd = index == scalars.endIndex
      if !isAnchored && states.isMatch { return true }
      next.clear()
      for state in states.members {
        if case .character(let set) = program[state], set.contains(scalar) { add(state + 1, to: &next, isEnd: isEnd) }
      }
      if !isAnchored { add(0, to: &next, isEnd: isEnd) }
      swap(&states, &next)
    }
    return states.isMatch
  }

  /// Adds a state and all that can be reached from it without a character.
  private func add(_ state: Int, to states: inout StateSet, isStart: Bool = false, isEnd: Bool) {
    var waiting = [state]
    while let place = waiting.popLast() {
      guard states.insert(place) else { continue }
      switch program[place] {
      case .character: break
      case .split(let first, let second): waiting += [second, first]
      case .jump(let target): waiting.append(target)
      case .start: if isStart { waiting.append(place + 1) }
      case .end: if isEnd { waiting.append(place + 1) }
      case .match: states.isMatch = true
      }
    }
  }

  /// The places in the program that are being followed.
  private struct StateSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]
    var isMatch = false

    init(_ count: Int) {
      isMember = Array(repeating: false, count: count)
    }

    mutating func insert(_ state: Int) -> Bool {
      if isMember[state] { return false }
      isMember[state] = true
      members.append(state)
      return true
    }

    mutating func clear() {
      for state in members { isMember[state] = false }
      members.removeAll(keepingCapacity: true)
      isMatch = false
    }
  }
}

extension Unicode.GeneralCategory {
  /// The two letters that Unicode has for it. Source: Unicode Standard Annex 44, table 12.
  fileprivate var abbreviation: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
