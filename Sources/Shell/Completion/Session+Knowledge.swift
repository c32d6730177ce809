internal import FeltAPI

extension Session {
  /// Whose things are known now: a server, and the user's id as far as it is known.
  var accountKey: String { builder.baseURL.description + "\n" + (owner?.id ?? "") }

  /// Takes another token, or none: what one account has is not offered to another, and is there again when it comes back.
  mutating func changeAccount(to token: Token?, from origin: String, of owner: TokenOwner?) {
    let isSame = token != nil && token?.secret == builder.token?.secret
    if !isSame {
      if builder.token != nil { keptKnowledge[accountKey] = knowledge }
      builder.token?.erase()
    }
    (builder.token, tokenOrigin, self.owner) = (token, origin, owner)
    if !isSame { knowledge = token == nil ? Knowledge() : keptKnowledge[accountKey] ?? Knowledge() }
  }
}
