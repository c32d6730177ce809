internal import FeltAPI
internal import NIOPosix
internal import Platform
internal import Sandbox

/// Fetches the files of imports on threads of its own, since an address may be the server's own.
final class ImportRunner: Sendable {
  /// Makes the transport for one fetch. The descriptor becomes readable when the fetch is to be abandoned.
  typealias TransportFactory = @Sendable (_ cancellation: Int32) -> any Transport

  private let pool: NIOThreadPool
  private let makeTransport: TransportFactory
  private let stopped: EventPipe?
  private static let threadCount = 4

  init(_ makeTransport: @escaping TransportFactory) {
    self.makeTransport = makeTransport
    stopped = EventPipe()
    pool = NIOThreadPool(numberOfThreads: Self.threadCount)
    pool.start()
  }

  /// Starts the fetches that have been requested since the last call.
  func run(_ service: SandboxService) {
    for job in service.takeImports() {
      pool.submit { [makeTransport, stopped] state in
        guard state == .active, let stopped else { return service.putBack([job]) }
        let fetcher = ImportFetcher(makeTransport(stopped.descriptor))
        do throws(TransportError) {
          service.finish(job, try fetcher.contents(of: job.url))
        } catch {
          // The next server on the same state continues.
          service.putBack([job])
        }
      }
    }
  }

  /// Abandons the fetches under way.
  func stop() {
    stopped?.signal()
    Shutdown.wait { queue, done in pool.shutdownGracefully(queue: queue) { _ in done() } }
  }
}
