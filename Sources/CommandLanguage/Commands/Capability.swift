/// What a statement may need that not every text is trusted with.
package enum Capability: Sendable, Hashable {
  /// To send requests, and the token, to another server.
  case otherServer
  /// To log in or out.
  case account
  /// To start a program.
  case program
  /// To read a file outside of the script's own folder.
  case readFile(String)
  /// To write a file outside of the script's own folder.
  case writeFile(String)
}
