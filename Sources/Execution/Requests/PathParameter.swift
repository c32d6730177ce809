/// The parameters of paths, by what stands in front of them.
package enum PathParameter {
  /// `maps` holds maps, whose parameter is `map_id`.
  package static func name(in holder: String) -> String {
    (holder.hasSuffix("s") ? String(holder.dropLast()) : holder) + "_id"
  }
}
