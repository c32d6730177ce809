internal import JSONText

/// Everything a sandbox stores, in a form that can be saved and read back. It includes the sandbox's own tokens, so it
/// belongs in a file that only its owner can read.
package struct SandboxState: Sendable {
  /// Why a text is not a sandbox's state.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// The reason, in one line.
    package let description: String
  }

  let tokens: [String]
  let workspaces: [Workspace]
  private static let version = 2

  init(_ workspaces: [String: Workspace], order: [String]) {
    tokens = order.map { String($0.dropFirst("Bearer ".count)) }
    self.workspaces = order.compactMap { workspaces[$0] }
  }

  /// Reads the output of ``serialized()``.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
      throw Problem(description: "it is not valid JSON: \(error.description)")
    }
    guard let object = value.object, object.number("feltsh_sandbox") == Double(Self.version) else {
      throw Problem(description: "it is not the state of a sandbox of this version")
    }
    tokens = object.array("tokens").compactMap(\.text)
    workspaces = object.array("workspaces").compactMap { $0.object.flatMap(Workspace.init(state:)) }
    guard tokens.count == 2, workspaces.count == 2 else {
      throw Problem(description: "it needs two tokens and two workspaces")
    }
  }

  /// The state as JSON.
  package func serialized() -> [UInt8] {
    let object: JSONObject = [
      "feltsh_sandbox": JSONValue(Self.version), "tokens": .texts(tokens),
      "workspaces": .array(workspaces.map { .object($0.state) }),
    ]
    return JSONValue.object(object).serialized()
  }
}

extension Workspace {
  fileprivate var state: JSONObject {
    var object: JSONObject = ["id": .string(id), "user": .object(user), "ids": .string(String(ids.state))]
    for table in Self.recordTables { object[table.name] = .object(self[keyPath: table.path].state { $0 }) }
    object["files"] = .object(files.state(\.state))
    return object
  }

  fileprivate init?(state: JSONObject) {
    guard let id = state.text("id"), let user = state.object("user"), let ids = state.text("ids").flatMap(UInt64.init)
    else { return nil }
    self.init(id: id, user: user, ids: Identifiers(state: ids))
    for table in Self.recordTables { self[keyPath: table.path].add(state.object(table.name)) { $0 } }
    files.add(state.object("files"), DataFile.init(state:))
    // Continues the imports that were under way.
    for layer in layers.all where layer.text("_from") == "url" && layer["_received"] == nil {
      importData(from: layer.text("_url") ?? "", for: layer.text("id") ?? "")
    }
  }
}

extension RecordTable {
  fileprivate func state(_ object: (Record) -> JSONObject) -> JSONObject {
    JSONObject(zip(ids, all).map { ($0, .object(object($1))) })
  }

  fileprivate mutating func add(_ state: JSONObject?, _ record: (JSONObject) -> Record?) {
    for member in state?.members ?? [] { self[member.name] = member.value.object.flatMap(record) }
  }
}

extension DataFile {
  fileprivate var state: JSONObject {
    [
      "name": .string(name), "content": .string(Base64.encode(bytes)),
      "latitude_column": .text(placeColumns?.latitude), "longitude_column": .text(placeColumns?.longitude),
    ]
  }

  fileprivate init?(state: JSONObject) {
    guard let name = state.text("name"), let bytes = state.text("content").flatMap(Base64.decode) else { return nil }
    let columns = state.text("latitude_column").flatMap { latitude in
      state.text("longitude_column").map { PlaceColumns(latitude: latitude, longitude: $0) }
    }
    self.init(name: name, bytes: bytes, placeColumns: columns)
  }
}
