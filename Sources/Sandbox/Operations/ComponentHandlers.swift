internal import JSONText

extension Handlers {
  static let components: [String: Handler] = [
    "list_layer_components": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input)
      let components = workspace.components.all(where: "_layer", is: input["layer_id"])
      return .array(components.map { .object($0.publicFields) })
    },
    "create_layer_component": { workspace, input throws(SandboxError) in
      let layer = try workspace.layer(input)
      let fields = input.fields
      try workspace.checkComponentData(fields.object("data") ?? JSONObject(), of: fields.text("type") ?? "", on: layer)
      return .object(workspace.makeComponent(fields, on: input["layer_id"]).publicFields)
    },
    "show_layer_component": { workspace, input throws(SandboxError) in
      .object(try workspace.component(input).publicFields)
    },
    "update_layer_component": { workspace, input throws(SandboxError) in
      var component = try workspace.component(input)
      if let data = input.fields.object("data") {
        try workspace.checkComponentData(data, of: component.text("type") ?? "", on: try workspace.layer(input))
      }
      // The data is replaced as a whole, and the configuration key by key.
      component.set(input.fields, only: ["data", "title"])
      component.merge("config", from: input.fields)
      workspace.components[input["component_id"]] = component
      return .object(component.publicFields)
    },
    "delete_layer_component": { workspace, input throws(SandboxError) in
      _ = try workspace.component(input)
      workspace.components[input["component_id"]] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  private static let defaultConfig: JSONObject = ["reactive": .bool(true), "viewport_mode": .string("viewport")]

  fileprivate func component(_ input: HandlerInput) throws(SandboxError) -> JSONObject {
    _ = try layer(input)
    guard let component = components[input["component_id"]], component.text("_layer") == input["layer_id"] else {
      throw .notFound("component_id")
    }
    return component
  }

  /// Creates a component of a layer.
  ///
  /// - Parameter fields: the body of `create_layer_component`.
  @discardableResult
  mutating func makeComponent(_ fields: JSONObject, on layer: String) -> JSONObject {
    let id = ids.next()
    var component: JSONObject = [
      "id": .string(id), "type": fields.value("type"), "title": .text(fields.text("title")),
      "data": fields["data"] ?? .object([:]), "config": .object(Self.defaultConfig), "_layer": .string(layer),
    ]
    component.merge("config", from: fields)
    components[id] = component
    return component
  }

  private static let aggregates = ["count", "sum", "avg", "min", "max", "median"]

  /// Validates a component's data: the aggregate, and that the attributes it names are the layer's.
  fileprivate func checkComponentData(
    _ data: JSONObject, of type: String, on layer: JSONObject
  ) throws(SandboxError) {
    let aggregate = data.text("aggregate")
    if type == "statistic" || data["aggregate"] != nil {
      guard let aggregate, Self.aggregates.contains(aggregate) else {
        throw .invalid("/data/aggregate", "aggregate must be one of \(Self.aggregates.joined(separator: ", ")).")
      }
    }
    guard let named = data["aggregate_by"], named != .null else {
      guard let aggregate, aggregate != "count" else { return }
      throw .invalid("/data/aggregate_by", "\(aggregate) needs aggregate_by, the name of an attribute.")
    }
    guard let name = named.text, attributeNames(of: layer).contains(name) else {
      throw .invalid("/data/aggregate_by", "The layer has no attribute of this name.")
    }
  }

  private func attributeNames(of layer: JSONObject) -> [String] {
    data(of: layer)?.summary.attributes.map(\.name) ?? []
  }
}
