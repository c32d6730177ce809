extension PythonHelper {
  /// Finding things by their names.
  static let things = [
    PythonHelper(
      "listed", needs: ["segment"],
      #"""
      def listed(values, folder):
          """What a list of Felt's has, as (name, id, path, value)."""
          return [
              (value.get("title") or value.get("name") or "", value["id"], f"{folder}/{segment(value)}", value)
              for value in values
          ]
      """#),
    PythonHelper(
      "things", needs: ["call", "listed"],
      #"""
      def things(kind, place=None):
          """The things of a kind in a place, or everywhere, as (name, id, path, value)."""
          if kind in ("project", "source"):
              return listed(call("GET", f"/{kind}s").json(), f"/{kind}s")
          found = []
          if kind == "map":
              for path in [place] if place else [path for _, _, path, _ in things("project")]:
                  found += listed(call("GET", path).json()["maps"], "/maps")
          elif not place or place.startswith("/projects/"):
              for _, _, path, _ in things("map", place):
                  found += things(kind, path)
          else:
              home = "/".join(place.split("/")[:3])
              if kind == "element_group":
                  found = listed(call("GET", f"{home}/element_groups").json(), f"{home}/element_groups")
              else:
                  value = call("GET", place).json()
                  groups = value.get("layer_groups") or []
                  if kind == "layer_group":
                      found = listed(groups, f"{home}/layer_groups")
                  else:
                      for holder in [value, *groups]:
                          found += listed(holder.get("layers") or [], f"{home}/layers")
          return list({thing[1]: thing for thing in reversed(found)}.values())[::-1]
      """#),
    PythonHelper(
      "find", needs: ["call", "things", "Failed"],
      #"""
      def find(kind, name, place=None, missing_ok=False):
          """The response that shows the one thing of a name; None where there is none and that is all right."""
          found = [thing for thing in things(kind, place) if thing[0] == name]
          if len(found) > 1 or not (found or missing_ok):
              raise Failed(f"{len(found) or 'no'} {kind} is called {name!r}")
          if not found:
              return None
          return found[0][3] if kind == "element_group" else call("GET", found[0][2])
      """#),
    PythonHelper(
      "map_id", imports: ["re"],
      #"""
      def map_id(value):
          """The id of the map whose page an address is; anything else as it is."""
          page = re.match(r"https?://(?:www\.)?felt\.com/(?:embed/)?map/(?:[^/?#]*-)?([0-9A-Za-z]{22,44})(?=$|[/?#])", str(value))
          return page.group(1) if page else value
      """#),
    PythonHelper(
      "place", needs: ["things", "map_id", "own_path", "relative", "Failed"],
      #"""
      def place(thing, *kinds):
          """The path of something: of what a response shows, or of what has this title, id, path or page."""
          if isinstance(thing, dict):
              path = own_path(thing)
              if not path:
                  raise Failed("this has no place of its own")
              return path
          if map_id(thing) != thing:
              return "/maps/" + map_id(thing)
          if thing.startswith("/") or "://" in thing:
              return relative(thing)
          for kind in kinds:
              found = [path for name, id, path, _ in things(kind) if thing in (name, id)]
              if len(found) == 1:
                  return found[0]
          raise Failed(f"there is not exactly one {' or '.join(kinds)} {thing!r}")
      """#),
    PythonHelper(
      "own_path", needs: ["relative", "segment"],
      #"""
      def own_path(thing):
          """The path of a thing, as its own JSON says; None where it doesn't."""
          link = (thing.get("links") or {}).get("self") or ""
          if "/api/v2/" in link and link.endswith("/" + thing["id"]):
              return relative(link)
          kind = str(thing.get("type")).partition("_reference")[0]
          return f"/{kind}s/{segment(thing)}" if kind in ("map", "project", "source") and "id" in thing else None
      """#),
    PythonHelper(
      "relative",
      #"""
      def relative(address):
          """The path of an address of the API."""
          return address.partition("/api/v2")[2] or address
      """#),
  ]

  /// Waiting.
  static let work = [
    PythonHelper(
      "work", needs: ["own_path", "place", "relative", "segment", "Failed"],
      #"""
      def work(thing, origin="", member=""):
          """The paths that say how far Felt is with what a response promises. `origin` is the path of the request."""
          home = "/".join(origin.split("/")[:3]) if origin.startswith("/maps/") else None
          if isinstance(thing, list):
              return [path for each in thing for path in work(each, origin)]
          if isinstance(thing, str):
              if thing.startswith("/") or "://" in thing:
                  return [relative(thing)]
              if home and member in ("layer_id", "layer_group_id"):
                  return [f"{home}/{member[:-3]}s/{segment(thing)}"]
              if home and member in ("export_id", "export_request_id"):
                  return ["/".join(origin.split("/")[:5]) + f"/custom_exports/{segment(thing)}"]
              return [place(thing, "layer_group", "layer", "map", "source")]
          link = (thing.get("links") or {}).get("layer_group") or thing.get("poll_endpoint")
          if link:
              return [relative(link)]
          group, layer = thing.get("layer_group_id"), thing.get("layer_id")
          if home and layer and group:
              return [f"{home}/layers/{segment(layer)}" if group == layer else f"{home}/layer_groups/{segment(group)}"]
          if home and layer:
              return [f"{home}/layers/{segment(layer)}"]
          if thing.get("export_id"):
              return [origin]
          if thing.get("id") and own_path(thing):
              return [own_path(thing)]
          if home and thing.get("type") in ("layer", "layer_group"):
              return [f"{home}/{thing['type']}s/{segment(thing)}"]
          inner = [each for name in ("layers", "layer_groups") for each in thing.get(name) or []]
          if inner and "id" not in thing:
              return work(inner, origin)
          raise Failed("there is nothing in this that could be waited for")
      """#),
    PythonHelper(
      "wait", imports: ["time"], needs: ["call", "work", "progress", "Failed"],
      #"""
      def wait(thing, origin="", member="", timeout=600):
          """Waits until Felt is done with something, and gives the last response that said so."""
          end = time.monotonic() + timeout
          for path in work(thing, origin, member):
              pause = 0.125
              while True:
                  response = call("GET", path)
                  status = progress(response.json())
                  if status == "completed":
                      break
                  if status == "failed":
                      raise Failed(f"{path}: Felt could not process it")
                  if time.monotonic() > end:
                      raise Failed(f"{path}: still {status} after {timeout:g} s")
                  time.sleep(pause)
                  pause = min(pause * 2, 10)
          return response
      """#),
    PythonHelper(
      "progress", needs: ["Failed"],
      #"""
      def progress(value):
          """Felt's word for how far it is."""
          if isinstance(value.get("layers"), list):
              groups = value.get("layer_groups") or []
              layers = value["layers"] + [layer for group in groups for layer in group.get("layers") or []]
              statuses = [layer.get("status") for layer in layers]
              if "failed" in statuses:
                  return "failed"
              unfinished = [status for status in statuses if status != "completed"]
              if unfinished:
                  return unfinished[0]
              return "completed" if statuses or value.get("type") == "map" else "without layers"
          status = value.get("sync_status") or value.get("status")
          if not status:
              raise Failed("the response doesn't say how far it is")
          return status
      """#),
  ]
}
