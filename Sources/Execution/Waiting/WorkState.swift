package import JSONText

/// How far work is, as a response says it.
package struct WorkState: Sendable, Hashable {
  package enum Phase: Sendable, Hashable {
    case pending, completed, failed
  }

  /// What it is about: the name of a layer, a group, a map or a source; nil where the response has none.
  package let name: String?
  package let phase: Phase
  /// Felt's own word, such as `processing`.
  package let status: String
  /// In percent; nil where the response doesn't say.
  package let progress: Double?
  /// Why it failed, in Felt's words, where the response says so.
  package var reason: String?
  /// The id of the layer that failed.
  let failedLayer: String?

  /// Reads a response to the request that asks how far work is.
  ///
  /// - Returns: nil for a response that doesn't say.
  package init?(_ value: JSONValue, of kind: AwaitedWork.Kind) {
    guard case .object(let object) = value else { return nil }
    switch kind {
    case .layer, .export: self.init(object, status: object.text("status"))
    case .source: self.init(object, status: object.text("sync_status"))
    case .layerGroup, .map:
      guard let layers = Self.layers(object) else { return nil }
      self.init(layers, of: object, isMap: kind == .map)
    }
  }

  /// - Parameter status: a word that isn't known says that work goes on.
  private init?(_ object: JSONObject, status: String?) {
    guard let status else { return nil }
    self.status = status
    phase = status == "completed" ? .completed : status == "failed" ? .failed : .pending
    name = object.text("name") ?? object.text("title")
    if case .number(let number)? = object["progress"] { progress = number.double } else { progress = nil }
    reason = phase == .failed ? Self.reason(object) : nil
    failedLayer = phase == .failed && object.text("type") == "layer" ? object.text("id") : nil
  }

  /// All layers together: one that failed is a failure, and no layers are there only to come.
  private init?(_ layers: [JSONObject], of object: JSONObject, isMap: Bool) {
    let states = layers.compactMap { WorkState($0, status: $0.text("status")) }
    guard states.count == layers.count else { return nil }
    if let failed = states.first(where: { $0.phase == .failed }) {
      self = failed
      return
    }
    name = object.text("name") ?? object.text("title")
    failedLayer = nil
    let pending = states.first { $0.phase == .pending }
    phase = pending == nil && (isMap || !states.isEmpty) ? .completed : .pending
    status = pending?.status ?? (phase == .completed ? "completed" : "without layers")
    let parts = states.map { $0.phase == .completed ? 100 : $0.progress ?? 0 }
    progress = parts.isEmpty ? nil : parts.reduce(0, +) / Double(parts.count)
  }

  /// The layers of a group, or of a map with those in its groups; nil for what has no list of layers.
  private static func layers(_ object: JSONObject) -> [JSONObject]? {
    guard case .array(let elements)? = object["layers"] else { return nil }
    var layers = elements.compactMap(\.object)
    var seen = Set(layers.compactMap { $0.text("id") })
    if case .array(let groups)? = object["layer_groups"] {
      for case .array(let members)? in groups.map({ $0.object?["layers"] }) {
        layers += members.compactMap(\.object).filter { seen.insert($0.text("id") ?? "").inserted }
      }
    }
    return layers
  }

  /// What a response says of a failure. Felt documents no field for it.
  private static func reason(_ object: JSONObject) -> String? {
    for name in ["error", "error_message", "failure_reason", "status_message", "message", "reason"] {
      if let text = object.text(name), !text.isEmpty { return text }
    }
    return nil
  }
}

/// Says when progress is told again: not more often than somebody can see.
struct ProgressPace {
  /// In seconds.
  private static let interval = 0.1
  private var last: Double

  /// - Parameter startsAtOnce: whether the first time is told.
  init(startsAtOnce: Bool = true) { last = startsAtOnce ? -Self.interval : 0 }

  /// - Parameter elapsed: the time since the beginning, in seconds.
  mutating func isDue(_ elapsed: Double) -> Bool {
    guard elapsed - last >= Self.interval else { return false }
    last = elapsed
    return true
  }
}

/// How far something is that takes long: a wait, or the transfer of a file.
package struct Progress: Sendable, Hashable {
  package enum Amount: Sendable, Hashable {
    /// Felt's word for the state, and how far it is in percent.
    case work(status: String, percent: Double?)
    /// How many bytes have gone or come, and of how many where that is known.
    case bytes(Int, of: Int?)
  }

  /// What it is about.
  package let label: String
  package let amount: Amount
  /// Since it began, in seconds.
  package let elapsed: Double

  package init(_ label: String, _ amount: Amount, elapsed: Double) {
    (self.label, self.amount, self.elapsed) = (label, amount, elapsed)
  }
}

/// Why a wait did not end well.
package enum WaitProblem: Sendable {
  /// Felt could not do it.
  case failed(WorkState, AwaitedWork.Kind)
  /// How long was waited, in seconds.
  case timedOut(WorkState, AwaitedWork.Kind, seconds: Double)
  case interrupted(WorkState, AwaitedWork.Kind)
  /// What was given promises nothing.
  case nothingToWaitFor(members: String?)
  /// A layer or a group whose map is not known.
  case unknownMap
  /// A response that doesn't say how far it is.
  case noState(path: String)
}
