package import CommandLanguage
package import FeltAPI
package import Platform

/// Something that happened while statements ran. Whoever listens shows it, records it or counts it.
package enum Event {
  /// A statement begins.
  case statementBegan(Statement)
  /// The shell reads something for its own use, such as what `ls` lists.
  case readBegan(Request)
  /// The shell sends something for its own use: the line that would do it, or a comment.
  case lineSent(String)
  /// A response came that was asked for while a line was completed.
  case observed(Exchange)
  /// A step's request is under way, and there is time until its response comes.
  case responseAwaited(StepResult, Request)
  /// The head of a response, or of a document such as a file, has come.
  case bodyBegan(Response.Head, ResolvedOutput, isDocument: Bool)
  /// The next bytes of its body.
  case body([UInt8])
  /// All of the document's body has been given.
  case documentEnded
  /// The response is complete, and the session has kept it.
  case responseEnded(Exchange, ResolvedOutput)
  /// It will not be complete.
  case bodyAborted
  /// A command has something to show.
  case output(Output, ResolvedOutput)
  /// How far something is that takes long; nil once it is over.
  case progress(Progress?)
  /// Something to tell the person.
  case notice(Notice)
  /// A statement ended.
  case stepEnded(StepResult)
  /// A part of a script can't be read; nothing of the script runs.
  case unreadable(UnreadableStatement)
  /// A script, a block or an item of a loop was refused or ended, at one of its statements.
  case refused(Failure, Statement)
  /// A loop begins.
  case loopBegan(Statement, LoopState)
  case itemBegan(LoopItem)
  /// An item ended, with its failure if there is one.
  case itemEnded(LoopItem, Failure?, LoopState)
  case loopEnded(Statement, LoopSummary)
  /// A block that is tried again did not go well, at a statement in it; it runs again after a pause in seconds.
  case attemptFailed(Statement, Failure, attempt: Int, of: Int, pause: Double)
  /// A file could not be read as a script.
  case noScript(FileError)
  /// Something was found in a transcript, at one of its lines.
  case found(Failure, Statement, isWarning: Bool)
  /// Transcripts can't be brought up to date.
  case noUpdate(TranscriptProblem)
  /// A transcript was tested.
  case tested(TranscriptSummary)
  /// A script was checked.
  case checked(file: String, ScriptReport)
  /// Scripts ended.
  case runEnded(files: [String], RunSummary)
}

/// Takes events. What it throws ends the step with that failure.
package typealias EventSink = (Event) throws -> Void
