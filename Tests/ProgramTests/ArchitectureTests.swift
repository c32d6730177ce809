import Foundation
import Testing

/// The modules, and which of the others each may use. The arrows point downwards only.
private let allowedImports: [String: Set<String>] = [
  "Prompt": [
    "Presentation", "Recording", "Execution", "CommandLanguage", "FeltAPI", "JSONText", "Terminal", "Platform",
    "LineEditing",
  ],
  "Presentation": ["Execution", "CommandLanguage", "FeltAPI", "JSONText", "Terminal", "Platform"],
  "Recording": ["Execution", "CommandLanguage", "FeltAPI", "JSONText", "Platform"],
  "Execution": ["CommandLanguage", "FeltAPI", "JSONText", "Platform"],
  "CommandLanguage": ["FeltAPI"],
  "FeltAPI": ["JSONText", "CVectors"],
  "JSONText": ["CVectors"],
  "Terminal": ["CSignals"],
  "LineEditing": ["CEditline", "CSignals", "Terminal", "Platform"],
  "HTTPTransport": ["CCurl", "CZlib", "FeltAPI", "Platform"],
  "Platform": ["CPlatform", "CZlib"],
  "Sandbox": ["FeltAPI", "JSONText", "Platform"],
  "SandboxServer": ["Sandbox", "FeltAPI", "Platform"],
]

/// Which modules may use what is not ours.
private let allowedLibraries: [String: Set<String>] = [
  "HTTPTypes": [
    "FeltAPI", "CommandLanguage", "Execution", "Recording", "Presentation", "Prompt", "HTTPTransport", "Sandbox",
    "SandboxServer",
  ],
  "ArgumentParser": ["feltsh"],
  "FoundationEssentials": ["FeltAPI", "Sandbox"],
  "NIOCore": ["SandboxServer"], "NIOPosix": ["SandboxServer"], "NIOHTTP1": ["SandboxServer"],
  "Dispatch": ["SandboxServer"],
  "Synchronization": ["Execution", "FeltAPI", "JSONText", "Presentation", "Prompt", "Sandbox", "SandboxServer"],
  // The C library, where the operating system is called.
  "Glibc": [
    "HTTPTransport", "LineEditing", "Platform", "Presentation", "Sandbox", "SandboxServer", "Terminal", "feltsh",
  ],
  "Darwin": [
    "HTTPTransport", "LineEditing", "Platform", "Presentation", "Sandbox", "SandboxServer", "Terminal", "feltsh",
  ],
]

/// A Swift file of the program.
private struct SourceFile {
  let module: String
  /// Its path below `Sources`.
  let path: String
  let lines: [String]

  /// The modules that it imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let first = words.firstIndex(of: "import"), first <= 2, words.count > first + 1 else { return nil }
      let modifiers = words[..<first]
      guard modifiers.allSatisfy({ ["package", "public", "internal", "private"].contains($0) || $0.hasPrefix("@") })
      else { return nil }
      return String(words[first + 1].prefix { $0 != "." })
    }
  }

  /// Its lines without what stands in comments and in string literals of one line.
  var code: [String] {
    lines.map { line in
      var text = ""
      var isString = false
      var isEscaped = false
      for character in line {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isString.toggle()
        } else if !isString {
          text.append(character)
          if text.hasSuffix("//") { return text }
        }
      }
      return text
    }
  }

  static let all: [SourceFile] = {
    let root = repository + "/Sources"
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else { return nil }
      return SourceFile(
        module: String(path.prefix { $0 != "/" }), path: path, lines: text.components(separatedBy: "\n"))
    }
  }()
}

@Suite struct ArchitectureTests {
  private let files = SourceFile.all
  private let ownModules = Set(allowedImports.keys).union([
    "feltsh", "CEditline", "CSignals", "CCurl", "CZlib", "CPlatform", "CVectors",
  ])

  @Test("Every module of the package is in the table of modules")
  func modules() {
    #expect(files.count > 200)
    #expect(Set(files.map(\.module)) == Set(allowedImports.keys).union(["feltsh"]))
  }

  @Test("No module imports another that the design doesn't let it use")
  func imports() {
    var checked = 0
    for file in files where file.module != "feltsh" {
      for module in file.imports where ownModules.contains(module) {
        checked += 1
        #expect(
          allowedImports[file.module]?.contains(module) ?? false, "\(file.path) may not import \(module)")
      }
    }
    #expect(checked > 300)
  }

  @Test("No module uses a library that belongs to another one, and none uses all of Foundation")
  func libraries() {
    for file in files {
      for library in file.imports where !ownModules.contains(library) {
        #expect(allowedLibraries[library]?.contains(file.module) ?? false, "\(file.path) may not import \(library)")
      }
    }
  }

  @Test("The package's targets depend on what the design lets them use, and on nothing more")
  func targets() throws {
    let manifest = try String(contentsOfFile: repository + "/Package.swift", encoding: .utf8)
    var checked: Set<String> = []
    for part in manifest.components(separatedBy: "arget(").dropFirst() {
      let strings = part.components(separatedBy: "\"")
      guard strings.count > 1, let allowed = allowedImports[strings[1]] else { continue }
      let dependencies = part.components(separatedBy: "dependencies: [").dropFirst().first.map { list in
        list.prefix { $0 != "]" }.split(separator: ",").map {
          $0.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\"")))
        }
      }
      for name in dependencies ?? [] where ownModules.contains(name) {
        #expect(allowed.contains(name), "the target \(strings[1]) may not depend on \(name)")
      }
      checked.insert(strings[1])
    }
    #expect(checked == Set(allowedImports.keys))
  }

  @Test("The arrows have no circle: a module that is used never leads back")
  func circles() {
    func reachable(from module: String) -> Set<String> {
      var found: Set<String> = []
      var waiting = Array(allowedImports[module] ?? [])
      while let next = waiting.popLast() {
        if found.insert(next).inserted { waiting += allowedImports[next] ?? [] }
      }
      return found
    }
    for module in allowedImports.keys { #expect(!reachable(from: module).contains(module), "\(module)") }
    #expect(reachable(from: "Execution").isDisjoint(with: ["Terminal", "LineEditing", "Presentation", "Prompt"]))
    #expect(reachable(from: "Prompt").contains("JSONText"))
  }

  @Test("Nothing but Terminal writes to the standard streams")
  func printing() {
    for file in files where file.module != "Terminal" {
      // A type may have a function of its own that is called print.
      let hasOwn = file.code.contains { $0.contains("func print(") }
      for (index, line) in file.code.enumerated() {
        let place: Comment = "\(file.path):\(index + 1)"
        #expect(hasOwn || !Self.calls("print", in: line), place)
        for name in ["debugPrint", "dump", "fputs", "puts", "printf", "putchar", "NSLog"] {
          #expect(!Self.calls(name, in: line), place)
        }
        #expect(!line.contains("Swift.print"), place)
      }
    }
  }

  /// Whether a line calls a function of that name that is not anyone's member.
  private static func calls(_ name: String, in line: String) -> Bool {
    line.components(separatedBy: name + "(").dropLast().contains { before in
      guard let last = before.last else { return true }
      return !(last.isLetter || last.isNumber || "._".contains(last) || before.hasSuffix("func "))
    }
  }

  @Test("Calls of print are found, and what only looks like one is not")
  func printingIsFound() {
    #expect(Self.calls("print", in: "  print(x)"))
    #expect(Self.calls("print", in: "if a { print(x) }"))
    #expect(!Self.calls("print", in: "try context.print(x)"))
    #expect(!Self.calls("print", in: "reprint(x)"))
    #expect(!Self.calls("print", in: "func print(_ text: String)"))
    let file = SourceFile(module: "", path: "", lines: [#"lines.append("print(1)") // print(2)"#])
    #expect(!Self.calls("print", in: file.code[0]))
  }

  @Test("No file is longer than 300 lines, but for the data of the catalogue")
  func lengths() {
    for file in files where !file.path.hasPrefix("FeltAPI/Catalogue/") {
      let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
      #expect(count <= 300, "\(file.path) has \(count) lines")
    }
  }
}
