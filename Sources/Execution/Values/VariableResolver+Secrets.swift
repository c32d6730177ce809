internal import CommandLanguage
internal import FeltAPI
internal import JSONText

extension VariableResolver {
  /// Whether a secret of a response is in what was resolved.
  var holdsSecret: Bool {
    resolutions.contains { resolution in
      guard let variable = variable(resolution.reference.name) else { return false }
      if variable.isSecret { return true }
      guard case .response(let exchange) = variable.value, let value = try? resolution.value.json() else {
        return false
      }
      return exchange.holdsSecret(in: value)
    }
  }
}

extension Exchange {
  /// Whether a part of the response has one of its secrets in it.
  fileprivate func holdsSecret(in part: JSONValue) -> Bool {
    guard mayHoldSecret, let schema = request.operation?.response, let value = try? json() else { return false }
    let text = part.plainText
    return schema.secrets(in: value).contains { text.containsBytes(of: $0) }
  }

  /// Whether the schema of the response marks anything in it as a secret.
  var mayHoldSecret: Bool { request.operation?.response?.hasSecrets ?? false }
}
