import CommandLanguage
import Execution
import FeltAPI
import LineEditing
import Platform
import Presentation
import Prompt
import Sandbox
import ShellHarness
import Synchronization
import Terminal
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct PrefetchTests {
  /// A shell on a sandbox whose completion asks through transports that are counted.
  private final class Fixture {
    let shell: ShellHarness
    let assistant = Assistant()
    private let count = Counter()

    /// What the prefetcher's thread counts for the test.
    final class Counter: Sendable {
      let value = Mutex(0)
    }

    init(_ faults: [String] = [], keys: Int32? = nil, deadline: Double = 30, typed: [String] = []) throws {
      let service = SandboxService(
        configuration: SandboxConfiguration(faults: try faults.map { try FaultRule(parsing: $0) }))
      shell = try ShellHarness(
        sandbox: service,
        typed: typed.map { $0 == "second" ? service.secondToken.secret : service.token.secret })
      shell.attach(assistant)
      let count = count
      assistant.prefetcher = Prefetcher(signals: nil, keys: keys, deadline: deadline) { _, cancellation in
        count.value.withLock { $0 += 1 }
        return APIClient(SandboxTransport(service, cancellation: cancellation))
      }
    }

    /// How often it was asked.
    var asked: Int { count.value.withLock { $0 } }

    func titles(_ line: String) -> [String] {
      assistant.complete(line, line.utf8.count).candidates.map(\.label)
    }

    func run(_ text: String) {
      shell.type(text)
    }
  }

  @Test("With nothing seen, projects and their maps are asked for once")
  func once() throws {
    let shell = try Fixture()
    #expect(shell.titles("show_map flo") == ["Flood zones"])
    #expect(shell.titles("get /maps/") == shell.titles("post /maps/"))
    #expect(shell.titles("get /projects/riv") == ["River survey"])
    #expect(shell.titles("get /maps/nothing").isEmpty)
    #expect(shell.asked == 1)
    shell.run("show")
    #expect(shell.asked == 1)
  }

  @Test("For a project its maps are not asked for, and for a layer nothing is")
  func needed() throws {
    let shell = try Fixture()
    #expect(shell.titles("show_layer x ").isEmpty && shell.asked == 0)
    #expect(shell.titles("create_map tit") == ["title="] && shell.asked == 0)
    #expect(shell.titles("show_project riv") == ["River survey"])
    #expect(shell.titles("show_map flo") == ["Flood zones"])
    #expect(shell.asked == 2)
  }

  @Test(
    "In a map its own layers are offered first, and asked for once",
    arguments: ["show_map_layer ", "update_map_layer [0][id]=", "get layers/", "show_map_layer $m "])
  func insideMap(line: String) throws {
    let shell = try Fixture()
    shell.run("m = get '/maps/Flood zones' --select $.id")
    shell.run("cd 'Flood zones'")
    let known = shell.titles("show_map_layer ")
    #expect(known.prefix(3) == ["Flood extent", "Levees", "Shelters"], "\(known)")
    #expect(shell.titles(line).contains("Levees"))
    #expect(!shell.titles(line).contains("Bridges"))
    #expect(shell.titles("show_map_layer Le") == ["Levees"])
    #expect(shell.titles("cd Le") == ["Levees"])
  }

  @Test("A map that nothing was read of is read once to complete what is in it, and so are the maps that can be meant")
  func unreadMap() throws {
    let shell = try Fixture()
    shell.run("cd 'Flood zones'")
    #expect(shell.titles("show_map_layer Le") == ["Levees"])
    #expect(shell.titles("show_map_layer Nothing").isEmpty)
    #expect(shell.titles("delete_map_element ").contains("Culvert blocked"))
    #expect(shell.asked == 2)
  }

  @Test("After too many requests, and after a refusal, it never asks again", arguments: ["429", "503", "401"])
  func refused(status: String) throws {
    let shell = try Fixture(["get /projects \(status)"])
    for _ in 0..<4 { #expect(shell.titles("show_map ").isEmpty) }
    #expect(shell.asked == 1)
  }

  @Test("Too many requests halfway: what came is offered, and no more is asked")
  func halfway() throws {
    let shell = try Fixture(["get /projects/* 429"])
    #expect(shell.titles("show_map ").isEmpty)
    #expect(shell.titles("show_project riv") == ["River survey"])
    #expect(shell.titles("show_map ").isEmpty && shell.asked == 1)
  }

  @Test("It waits no longer than the deadline, and after two such waits no more")
  func deadline() throws {
    let shell = try Fixture(["get /projects delay=30s"], deadline: 0.05)
    for _ in 0..<4 { #expect(shell.titles("show_map ").isEmpty) }
    #expect(shell.asked == 2)
  }

  @Test("A key that is pressed ends the waiting, and what came since is there at the next Tab")
  func keyPressed() throws {
    let key = try #require(EventPipe())
    let shell = try Fixture(["get /projects delay=100ms"], keys: key.descriptor)
    key.signal()
    #expect(shell.titles("show_map ").isEmpty)
    // The response is on its way, and it is not asked for again. With the key read, it is waited for.
    var byte: UInt8 = 0
    #expect(unsafe read(key.descriptor, &byte, 1) == 1)
    #expect(shell.titles("show_map flo") == ["Flood zones"])
    #expect(shell.asked == 1)
  }

  @Test("Switched off, logged out or with nothing to be sent, it asks for nothing")
  func off() throws {
    for commands in ["prefetch off", "logout"] {
      let shell = try Fixture()
      shell.run(commands)
      #expect(shell.titles("show_map ").isEmpty && shell.asked == 0)
    }
    let shell = try Fixture()
    shell.run("prefetch off\nprefetch on")
    #expect(shell.titles("show_map flo") == ["Flood zones"])
  }

  @Test("What one account has is not offered to another, and is there when it comes back")
  func accounts() throws {
    let shell = try Fixture(typed: ["second", "first"])
    shell.run("whoami")
    #expect(shell.titles("show_map flo") == ["Flood zones"])
    shell.run("logout")
    #expect(shell.titles("show_map flo").isEmpty && shell.asked == 1)
    shell.run("login")
    #expect(shell.titles("show_map flo").isEmpty && shell.asked == 2)
    shell.run("login")
    #expect(shell.titles("show_map flo") == ["Flood zones"] && shell.asked == 2)
  }
}
