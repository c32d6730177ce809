extension PythonHelper {
  /// JSON: what is found in it, and how it compares.
  static let values = [
    PythonHelper("ALL", #"ALL, DEEP = "every member", "at every depth""#),
    PythonHelper(
      "select", needs: ["ALL"],
      #"""
      def select(value, *steps):
          """All that a path leads to: names, indexes, slices, ALL, DEEP, or functions that say which."""
          found = [value]
          for step in steps:
              found = [inner for outer in found for inner in follow(outer, step)]
          return found


      def follow(value, step):
          members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
          if step is ALL:
              return members
          if step is DEEP:
              return [value] + [inner for member in members for inner in follow(member, DEEP)]
          if isinstance(step, tuple):
              return [inner for each in step for inner in select(value, *each)]
          if callable(step):
              return [member for member in members if step(member)]
          if isinstance(step, slice):
              return value[step] if isinstance(value, list) else []
          if isinstance(step, str):
              return [value[step]] if isinstance(value, dict) and step in value else []
          return [value[step]] if isinstance(value, list) and -len(value) <= step < len(value) else []
      """#),
    PythonHelper(
      "dig", needs: ["select"],
      #"""
      def dig(value, *steps):
          """What a path leads to, or None."""
          found = select(value, *steps)
          return found[0] if found else None
      """#),
    PythonHelper(
      "one",
      #"""
      def one(found, default=None):
          """The only value that was found, or the list of several."""
          if not found:
              if default is None:
                  raise LookupError("there is nothing at this path")
              return default
          return found[0] if len(found) == 1 else found
      """#),
    PythonHelper(
      "items",
      #"""
      def items(found):
          """What a loop goes through: the elements of the only list, or the values themselves."""
          return found[0] if len(found) == 1 and isinstance(found[0], list) else found
      """#),
    PythonHelper(
      "only",
      #"""
      def only(value):
          """The element of a list of one; anything else as it is."""
          return value[0] if isinstance(value, list) and len(value) == 1 else value
      """#),
    PythonHelper(
      "count", needs: ["items"],
      #"""
      def count(found):
          return len(items(found))
      """#),
    PythonHelper(
      "something",
      #"""
      def something(*found):
          """Whether there is anything: not null, not false, not empty."""
          return any(value is not None and value is not False and value not in ("", [], {}) for value in found)
      """#),
    PythonHelper(
      "single",
      #"""
      def single(found, test):
          """Whether there is one value, and it passes."""
          return len(found) == 1 and test(found[0])
      """#),
    PythonHelper(
      "every",
      #"""
      def every(found, test):
          """Whether there are values, and all of them pass."""
          return bool(found) and all(test(value) for value in found)
      """#),
    PythonHelper(
      "compare", imports: ["operator"],
      #"""
      def compare(first, sign, second):
          """The order of two numbers or two texts; nothing else has one."""
          signs = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
          for kind in ((int, float), str):
              if isinstance(first, kind) and isinstance(second, kind) and not isinstance(first, bool):
                  return signs[sign](first, second)
          return False
      """#),
    PythonHelper(
      "contains", needs: ["text"],
      #"""
      def contains(value, part):
          if isinstance(value, str):
              return text(part) in value
          return isinstance(value, (list, dict)) and part in value
      """#),
    PythonHelper(
      "matches", imports: ["re"],
      #"""
      def matches(value, pattern):
          return isinstance(value, str) and re.search(pattern, value) is not None
      """#),
    PythonHelper(
      "length",
      #"""
      def length(value):
          return len(value) if isinstance(value, (str, list, dict)) else None
      """#),
    PythonHelper(
      "number", imports: ["json"],
      #"""
      def number(value):
          """The number that a text of a table is; anything else as it is."""
          try:
              read = json.loads(value)
          except (TypeError, ValueError):
              return value
          return read if isinstance(read, (int, float)) and not isinstance(read, bool) else value
      """#),
    PythonHelper(
      "typed", imports: ["json"],
      #"""
      def typed(value, *kinds):
          """A text as the kind of value that Felt wants here, if it is one."""
          try:
              read = json.loads(value) if isinstance(value, str) else value
          except ValueError:
              return value
          return read if type(read) in kinds else value
      """#),
  ]

  /// Text, and what is shown.
  static let texts = [
    PythonHelper(
      "text", imports: ["json"],
      #"""
      def text(value):
          """A value as a part of a text."""
          return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
      """#),
    PythonHelper(
      "lines", imports: ["json"],
      #"""
      def lines(values, raw=False):
          """JSON values, one a line."""
          texts = (
              value if raw and isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
              for value in values
          )
          return "".join(each + "\n" for each in texts)
      """#),
    PythonHelper(
      "show", imports: ["json", "sys"],
      #"""
      def show(*values):
          for value in values:
              sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
      """#),
    PythonHelper(
      "cells", needs: ["select", "text", "one"],
      #"""
      def cells(values, columns=None):
          """A table of values: its columns, a name or (name, *path) each, and its rows."""
          rows = values[0] if len(values) == 1 else values
          if isinstance(rows, dict):
              lists = [member for member in rows.values() if isinstance(member, list)]
              if rows.get("type") == "FeatureCollection" and isinstance(rows.get("features"), list):
                  rows = [
                      {"id": row.get("id"), "geometry": (row.get("geometry") or {}).get("type"), **(row.get("properties") or {})}
                      for row in rows["features"]
                  ]
              elif isinstance(rows.get("data"), list):
                  rows = rows["data"]
              elif len(rows) <= 3 and len(lists) == 1:
                  rows = lists[0]
          rows = rows if isinstance(rows, list) else [rows]
          if isinstance(columns, str):
              columns = [name.strip() for name in columns.split(",") if name.strip()]
          if columns is None:
              found = [name for row in rows[:50] if isinstance(row, dict) for name in row if not isinstance(row[name], (dict, list))]
              first = [name for name in ("id", "title", "name", "geometry_type", "status", "progress") if name in found]
              columns = list(dict.fromkeys(first + found))[:6]
          paths = [(column, column) if isinstance(column, str) else column for column in columns]
          table = [[path[0] for path in paths]]
          for row in rows:
              values = [one(select(row, *path[1:]), "") for path in paths]
              table.append(["" if value is None else text(value) for value in values])
          return table
      """#),
    PythonHelper(
      "csv_text", imports: ["csv", "io", "pathlib"], needs: ["cells"],
      #"""
      def csv_text(values, columns=None, after=None):
          """A table as CSV; without the names of the columns after a file that has something in it."""
          table = cells(values, columns)
          if after and pathlib.Path(after).expanduser().exists() and pathlib.Path(after).expanduser().stat().st_size:
              table[0:1] = []
          output = io.StringIO()
          csv.writer(output).writerows(row for row in table if row)
          return output.getvalue()
      """#),
    PythonHelper(
      "table_text", needs: ["cells"],
      #"""
      def table_text(values, columns=None):
          """A table as tab-separated values."""
          return "".join("\t".join(row) + "\n" for row in cells(values, columns))
      """#),
  ]
}
