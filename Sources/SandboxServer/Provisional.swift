package import Sandbox
package final class LoopbackServer { package let port: Int
  package init(service: SandboxService, port: Int, log: @escaping @Sendable (String) -> Void) throws { self.port = port }
  package func stop() {} }
