internal import JSONText

/// What a sandbox holds, as text that can be kept and read again. It holds the sandbox's own tokens, and so belongs in a
/// file that only its owner can read.
package struct SandboxState: Sendable {
  /// Why a text is no state.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// In one line.
    package let description: String
  }

  let tokens: [String]
  let workspaces: [Workspace]
  private static let version = 1

  init(_ workspaces: [String: Workspace], order: [String]) {
    tokens = order.map { String($0.dropFirst("Bearer ".count)) }
    self.workspaces = order.compactMap { workspaces[$0] }
  }

  /// Reads what ``serialized()`` made.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
      throw Problem(description: "this is no JSON: \(error.description)")
    }
    guard let object = value.object, object.number("feltsh_sandbox") == Double(Self.version) else {
      throw Problem(description: "this is not the state of a sandbox of this version")
    }
    tokens = object.array("tokens").compactMap(\.text)
    workspaces = object.array("workspaces").compactMap { $0.object.flatMap(Workspace.init(state:)) }
    guard tokens.count == 2, workspaces.count == 2 else {
      throw Problem(description: "the state of a sandbox has two workspaces with a token each; these are others")
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
  /// The stores by the names that they have in a state.
  private static let stores: [(name: String, path: any WritableKeyPath<Workspace, Store> & Sendable)] = [
    ("projects", \.projects), ("folders", \.folders), ("maps", \.maps), ("layer_groups", \.layerGroups),
    ("layers", \.layers), ("element_groups", \.elementGroups), ("comments", \.comments),
    ("embed_tokens", \.embedTokens), ("sources", \.sources), ("credentials", \.credentials), ("uploads", \.uploads),
    ("exports", \.exports), ("library", \.library),
  ]

  fileprivate var state: JSONObject {
    var object: JSONObject = ["id": .string(id), "user": .object(user), "ids": .string(String(ids.state))]
    for store in Self.stores { object[store.name] = .object(self[keyPath: store.path].state) }
    // In an order, so that the same things make the same file.
    let (elements, files) = (elements.sorted { $0.key < $1.key }, files.sorted { $0.key < $1.key })
    object["elements"] = .object(JSONObject(elements.map { ($0.key, .object($0.value.state)) }))
    object["files"] = .object(JSONObject(files.map { ($0.key, .object($0.value.state)) }))
    return object
  }

  fileprivate init?(state: JSONObject) {
    guard let id = state.text("id"), let user = state.object("user"), let seed = state.text("ids").flatMap(UInt64.init)
    else { return nil }
    self.init(id: id, user: user, ids: Identifiers(state: seed))
    for store in Self.stores { self[keyPath: store.path] = Store(state: state.object(store.name) ?? JSONObject()) }
    for member in state.object("elements")?.members ?? [] {
      elements[member.name] = Store(state: member.value.object ?? JSONObject())
    }
    for member in state.object("files")?.members ?? [] {
      files[member.name] = member.value.object.flatMap(DataFile.init(state:))
    }
    // What was still to be fetched is fetched now.
    for layer in layers.all where layer.text("_from") == "url" && layer["_received"] == nil {
      importData(from: layer.text("_url") ?? "", for: layer.text("id") ?? "")
    }
  }
}

extension Store {
  fileprivate var state: JSONObject { JSONObject(ids.compactMap { id in self[id].map { (id, .object($0)) } }) }

  fileprivate init(state: JSONObject) {
    self.init()
    for member in state.members { if let object = member.value.object { self[member.name] = object } }
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
