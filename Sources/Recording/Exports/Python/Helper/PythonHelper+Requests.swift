extension PythonHelper {
  /// Failures, and where they are.
  static let errors = [
    PythonHelper(
      "Failed",
      #"""
      class Failed(Exception):
          """Why the script can't go on."""

          def __init__(self, message, status=None, may_pass=False):
              super().__init__(message)
              self.status = status
              # Whether it may go well when it is tried again.
              self.may_pass = may_pass
      """#),
    PythonHelper(
      "where", imports: ["linecache", "re", "traceback"],
      #"""
      def where(error):
          """The line of the script that failed: a comment beside each statement says it."""
          for frame in reversed(traceback.extract_tb(error.__traceback__)):
              if frame.filename == __file__ and frame.name == "main":
                  for number in range(frame.lineno, 0, -1):
                      mark = re.search(r"  # (\S+:\d+)$", linecache.getline(__file__, number).rstrip())
                      if mark:
                          return mark.group(1) + ": "
          return ""
      """#),
  ]

  static let requests = [
    PythonHelper(
      "call", needs: ["Failed", "problem"],
      #"""
      def call(method, path, body=None, *, data=None, params=None, headers=None, check=True):
          """Sends a request to Felt; an error is raised, unless the script says what it expects."""
          if data is not None:
              headers = {"Content-Type": "application/json", **(headers or {})}
          response = session.request(
              method, BASE + path, json=body, data=data, params=params, headers=headers, timeout=session.timeout
          )
          if check and not 200 <= response.status_code < 300:
              raise problem(f"{method} {path}", response)
          return response
      """#),
    PythonHelper(
      "problem", needs: ["Failed"],
      #"""
      def problem(what, response):
          """The failure that a response is."""
          status = response.status_code
          try:
              errors = response.json()["errors"]
              reason = "; ".join(error.get("detail") or error.get("title") or "" for error in errors)
          except (ValueError, KeyError, TypeError, AttributeError):
              reason = response.reason
          return Failed(f"{what}: {status} {reason}", status, may_pass=status not in (401, 403))
      """#),
    PythonHelper(
      "segment", imports: ["urllib.parse"], needs: ["text"],
      #"""
      def segment(value, name="id"):
          """A value as one segment of a path, whatever is in it; what a response shows stands for its id."""
          if isinstance(value, dict):
              names = ("id", name, name[:-3] + "_request_id")
              value = next(value[each] for each in names if isinstance(value.get(each), str))
          value = text(value)
          if value in ("", ".", "..") or any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in value):
              raise ValueError(f"{value!r} can't stand in a path")
          return urllib.parse.quote(value, safe="")
      """#),
    PythonHelper(
      "expect", needs: ["Failed"],
      #"""
      def expect(holds, what):
          if not holds:
              raise Failed(f"{what}: this does not hold", may_pass=True)
      """#),
  ]

  /// What `for` and `retry` become.
  static let blocks = [
    PythonHelper(
      "Loop", imports: ["sys"], needs: ["Failed", "where"],
      #"""
      class Loop:
          """Goes on after an item that failed, and raises at the end. No response, a refused token, and three failures in
          a row that are alike end it at once."""

          def over(self, items):
              self.count, self.failures, self.alike = 0, [], 0
              for self.item in items:
                  self.count += 1
                  if isinstance(self.item, Exception):
                      self.note(self.item)
                  else:
                      yield self.item
              if self.failures:
                  raise Failed(
                      f"{len(self.failures)} of {self.count} items failed",
                      may_pass=getattr(self.failures[0], "may_pass", False),
                  )

          def __enter__(self):
              return self

          def __exit__(self, kind, error, trace):
              if error is None:
                  self.alike = 0
                  return False
              if not isinstance(error, Exception):
                  return False
              self.note(error)
              is_fatal = isinstance(error, requests.RequestException) or getattr(error, "status", None) == 401
              return not is_fatal and self.alike < 3

          def note(self, error):
              name = self.item
              if isinstance(name, dict):
                  titles = (name.get(key) for key in ("title", "name", "email", "id"))
                  name = next((title for title in titles if title), f"item {self.count}")
              sys.stderr.write(f"{where(error)}{name}: {error}\n")
              likeness = (where(error), type(error), getattr(error, "status", None))
              last = getattr(self, "likeness", None) if self.alike else None
              self.alike = self.alike + 1 if likeness == last else 1
              self.likeness = likeness
              self.failures.append(error)
      """#),
    PythonHelper(
      "Retry", imports: ["time"], needs: ["Failed"],
      #"""
      class Retry:
          """Runs a block until it goes well, so many times at most, with a pause of so many seconds."""

          def __init__(self, count, pause):
              self.count, self.pause = int(count), pause

          def __iter__(self):
              for self.left in reversed(range(self.count)):
                  yield self
                  if self.is_done:
                      return
                  time.sleep(self.pause)

          def __enter__(self):
              return self

          def __exit__(self, kind, error, trace):
              self.is_done = error is None
              return self.left > 0 and isinstance(error, Failed) and error.may_pass
      """#),
  ]
}
