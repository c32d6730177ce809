#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif
internal import ArgumentParser
internal import Platform
internal import Execution
internal import FeltAPI
internal import Terminal

ProcessEnvironment.forbidDumps()
let (environment, secrets) = ProcessEnvironment.take(secrets: TokenSources.environmentNames)

do {
  if let arguments = Arguments.usual(Array(CommandLine.arguments.dropFirst())) {
    exit(Program(arguments, environment: environment, secrets: secrets).run())
  }
  if let arguments = Arguments.scriptHelp(Array(CommandLine.arguments.dropFirst())) {
    exit(Program(arguments, environment: environment, secrets: secrets, explainsScripts: true).run())
  }
  var command = try Arguments.parseAsRoot(GeneratedFile.arguments(CommandLine.arguments))
  guard let arguments = command as? Arguments else {
    // Help and the like are commands of the library's own, which throw what they have to say.
    try command.run()
    exit(ExitStatus.success.rawValue)
  }
  exit(Program(arguments, environment: environment, secrets: secrets).run())
} catch {
  let screen = StandardScreen(environment: environment)
  let message = SafeText.of(Redactor().redacting(Arguments.fullMessage(for: error)), keepsLines: true)
  guard Arguments.exitCode(for: error) == .success else {
    screen.message(StyledText(message))
    exit(ExitStatus.refused.rawValue)
  }
  exit((try? screen.write(Array((message + "\n").utf8))) == nil ? ExitStatus.refused.rawValue : 0)
}
