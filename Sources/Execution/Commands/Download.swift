internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform

extension ShellCommand {
  static let download = ShellCommand(
    CommandSpec(
      "download", .files, "Write the data of a layer to a file", arguments: [downloaded, format, target],
      options: [
        OptionSpec("--force", summary: "replace a file that is there"),
        OptionSpec("--timeout", ArgumentSpec("10m", .duration), summary: "how long to wait for an export"),
        OptionSpec("--dry-run", summary: "show what would be sent"),
      ], effect: .reads, recording: .verbatim,
      details: [
        .init("download Roads to roads.gpkg", "a layer in the format that it has; by title, path, id or variable"),
        .init("download $layer as csv to roads.csv", "in another format: \(exportFormats.joined(separator: ", "))"),
        .init("download $export to roads.csv", "an export that was asked for before"),
        .init("", "after a broken connection the download resumes where it stopped"),
      ],
      examples: [
        "download $layer to /tmp/shelters.geojson", "download $layer as csv to /tmp/shelters.csv --force",
      ]),
    run: { call, step in
      guard let word = call.word(downloaded.name), let file = call.word(target.name) else { return }
      let path = try step.writableFile(file)
      if FileReader.exists(path), path != "/dev/null", !call.has("--force") {
        throw Failure(.download(.exists(path)), at: file.range)
      }
      let timeout = try call.option("--timeout").map { try step.seconds($0) } ?? AwaitedWork.usualTimeout
      let isDryRun = step.session.options.isDryRun || call.has("--dry-run")
      let source = try step.downloadSource(word, as: try call.word(format.name).map { try step.text($0) })
      if isDryRun {
        if let request = source.request { try step.explain(request) }
        return try step.tellOfDryRun()
      }
      let address = try step.address(source, timeout: timeout, at: word.range)
      try step.download(address, to: path, at: file.range)
    })

  /// The formats that a layer can be exported in.
  private static let exportFormats: [String] = {
    let operation = Catalogue.operation(named: "create_map_layer_custom_export")
    guard case .string(let values)? = operation?.body?.child(.name("output_format"))?.kind else { return [] }
    return values
  }()

  private static let downloaded = ArgumentSpec("LAYER|EXPORT", .resource)
  private static let format = ArgumentSpec("FORMAT", .choice(exportFormats), isOptional: true, after: "as")
  private static let target = ArgumentSpec("FILE", .newFile, after: "to")
}

/// What a download comes from.
private enum DownloadSource {
  /// The address is known.
  case address(String)
  /// The request whose response has the address.
  case link(Request)
  /// The request that asks for an export.
  case export(Request)
  /// An export that was asked for.
  case work(AwaitedWork, Request)

  /// What is sent first to Felt; nil for nothing.
  var request: Request? {
    switch self {
    case .address: nil
    case .link(let request), .export(let request), .work(_, let request): request
    }
  }
}

extension StepContext {
  fileprivate func downloadSource(_ word: Word, as format: String?) throws -> DownloadSource {
    if word.variable != nil, let object = try resolver.wholeValue(word)?.object,
      let address = object.text("export_link") ?? object.text("download_url")
    {
      if format != nil { throw Failure(.download(.formatOfExport), at: word.range) }
      return .address(address)
    }
    let work = try uploadedLayer(word).map { [$0] } ?? awaitedWork(word, preferring: ["layer"])
    guard work.count == 1 else { throw Failure(.download(.notDownloadable), at: word.range) }
    switch (work[0].kind, format) {
    case (.layer, nil): return .link(try readRequest(work[0].path + "/get_export_link", at: word.range))
    case (.layer, let format?):
      let field = BodyField(path: [.name("output_format")], value: .text(format))
      let call = Call(.post, [.literal(work[0].path + "/custom_export")], body: .fields([field]))
      do throws(CallProblem) { return .export(try session.builder.request(for: call)) } catch {
        throw Failure(.call(error), at: word.range)
      }
    case (.export, nil): return .work(work[0], try readRequest(work[0].path, at: word.range))
    case (.export, _?): throw Failure(.download(.formatOfExport), at: word.range)
    case (.layerGroup, _), (.map, _), (.source, _): throw Failure(.download(.notDownloadable), at: word.range)
    }
  }

  /// The address of the file, once there is one.
  fileprivate func address(_ source: DownloadSource, timeout: Double, at range: SourceRange) throws -> String {
    let exchange: Exchange
    let member: String
    switch source {
    case .address(let address): return address
    case .link(let request):
      exchange = try readExchange(request.path, at: range).noted(in: self)
      member = "export_link"
    case .export(let request):
      let path = try askForExport(request, at: range)
      guard let work = AwaitedWork(path: try readRequest(path, at: range).path) else {
        throw Failure(.download(.noAddress), at: range)
      }
      exchange = try waitUntilReady(work, timeout: timeout, at: range)
      member = "download_url"
    case .work(let work, _):
      exchange = try waitUntilReady(work, timeout: timeout, at: range)
      member = "download_url"
    }
    guard let address = try exchange.json().object?.text(member) else {
      throw Failure(.download(.noAddress), at: range)
    }
    return address
  }

  /// Asks for an export.
  ///
  /// - Returns: where to ask how far it is.
  private func askForExport(_ request: Request, at range: SourceRange) throws -> String {
    try allowSending(request, at: range)
    if case .bytes(let body) = request.body {
      try emit(.lineSent("post \(request.path) \(String(decoding: body, as: UTF8.self))"))
    }
    let exchange = try environment.client.exchange(
      request, step: result.number, limit: session.maximumBody, isCancelled: environment.takeInterruption
    ).noted(in: self)
    if let problem = exchange.problem(path: request.path) { throw Failure(.response(problem), at: range) }
    guard let address = try exchange.json().object?.text("poll_endpoint") else {
      throw Failure(.download(.noAddress), at: range)
    }
    return address
  }
}
