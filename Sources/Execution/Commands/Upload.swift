internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let upload = ShellCommand(
    CommandSpec(
      "upload", .files, "Put files or a URL onto a map as a layer",
      arguments: [
        UploadArguments.files, UploadArguments.map,
        ArgumentSpec("NAME=VALUE", .item(UploadArguments.operation), isOptional: true, repeats: true),
      ],
      options: [
        OptionSpec(
          "--refresh", summary: "refresh the map's layer of that name, if there is one, instead of making another"),
        UploadArguments.wait,
      ], takesOutput: true, effect: .writes, recording: .verbatim,
      gives: { _ in Catalogue.operation(named: UploadArguments.operation) }, isEssential: true,
      details: [
        .init(
          "upload roads.geojson to \"Flood zones\"", "a map by title, id, path, page or variable; optional after cd"),
        .init("layer = upload roads.geojson to $map", "keeps the response: $layer.layer_id, wait $layer"),
        .init("upload roads.shp to $map", "with the parts that are beside it (.shx .dbf .prj …), as a ZIP archive"),
        .init("upload data/ to $map", "a folder, or several files, as a ZIP archive"),
        .init("upload https://example.com/roads.csv to $map", "Felt fetches the file itself"),
        .init("name=Roads  lat=59.9 lng=10.7 zoom=12", "fields of help upload_map_layer, its hints included"),
        .init("", "the file goes to Felt's storage, without the token"),
      ],
      examples: [
        "upload /tmp/roads.geojson to \"Flood zones\" name=Roads",
        "upload https://example.com/trees.csv to \"Flood zones\" name=Trees --refresh",
      ]),
    run: { call, step in try step.upload(call) })
}

extension ShellCommand {
  static let refresh = ShellCommand(
    CommandSpec(
      "refresh", .files, "Load a layer's data again, from where it came or from another file",
      arguments: [
        UploadArguments.layer, ArgumentSpec("FILE", .dataFile, isOptional: true, repeats: true),
      ],
      options: [UploadArguments.wait], takesOutput: true, effect: .writes, recording: .verbatim,
      gives: { _ in Catalogue.operation(named: "refresh_map_layer") },
      details: [
        .init("refresh \"Roads\" roads.geojson", "a layer by title, path or variable; its file is replaced"),
        .init("refresh $layer", "a layer that was made from a URL or a source is fetched again"),
        .init("", "waits until the layer is completed, because Felt refreshes only completed layers"),
      ],
      examples: ["refresh $layer", "refresh /maps/$map/layers/$layer.layer_id --wait"]),
    run: { call, step in try step.refresh(call) })
}

/// What uploads and refreshes take.
enum UploadArguments {
  /// The operation whose body an upload is.
  static let operation = "upload_map_layer"
  static let files = ArgumentSpec("FILE|URL", .dataFile, repeats: true)
  static let map = ArgumentSpec("MAP", .map, isOptional: true, after: "to")
  static let layer = ArgumentSpec("LAYER", .resource)
  static let wait = OptionSpec("--wait", summary: "wait until Felt has processed it")
}
