internal import NIOPosix
internal import Sandbox

/// Fetches what layers are made of, beside the thread that answers: the address may be the server's own.
final class ImportRunner: Sendable {
  private let pool: NIOThreadPool
  private let fetcher: ImportFetcher

  init(_ fetcher: ImportFetcher = ImportFetcher()) {
    self.fetcher = fetcher
    pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
  }

  /// Begins to fetch what has been asked for since the last time.
  func run(_ service: SandboxService) {
    for job in service.takeImports() {
      pool.submit { [fetcher] _ in service.finish(job, fetcher.contents(of: job.url)) }
    }
  }

  func stop() {
    Shutdown.wait { queue, done in pool.shutdownGracefully(queue: queue) { _ in done() } }
  }
}
