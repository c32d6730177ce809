extension PythonHelper {
  static let files = [
    PythonHelper(
      "file_part", imports: ["re"], needs: ["text"],
      #"""
      def file_part(value, is_first):
          """What a response said as a part of a file's name, which leads to no other folder."""
          name = re.sub(r"[/\x00-\x1f\x7f-\x9f]", "_", text(value))
          return "_" + name[1:] if is_first and name[:1] in ("~", "-", ".") and name else name
      """#),
    PythonHelper(
      "read_text", imports: ["pathlib"],
      #"""
      def read_text(path):
          return pathlib.Path(path).expanduser().read_text(encoding="utf-8")
      """#),
    PythonHelper(
      "read_json", imports: ["json"], needs: ["read_text"],
      #"""
      def read_json(path):
          return json.loads(read_text(path))
      """#),
    PythonHelper(
      "write", imports: ["os", "pathlib"],
      #"""
      def write(path, content, append=False):
          """Writes a file, in a folder that is made if it is missing."""
          path = pathlib.Path(path).expanduser()
          path.parent.mkdir(parents=True, exist_ok=True)
          if isinstance(content, str):
              content = content.encode()
          if append:
              if content and not content.endswith(b"\n"):
                  content += b"\n"
              with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
                  file.write(content)
          elif str(path) != os.devnull:
              part = path.with_name(path.name + ".part")
              mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
              with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
                  file.write(content)
              os.replace(part, path)
      """#),
    PythonHelper(
      "csv_rows", imports: ["csv", "pathlib"], needs: ["Failed"],
      #"""
      def csv_rows(path):
          """The rows of a CSV file by the names of its columns. A row with other columns is a failure."""
          with pathlib.Path(path).expanduser().open(encoding="utf-8-sig", newline="") as file:
              reader = csv.reader(file, strict=True)
              columns = [column.strip() for column in next(reader, [])]
              for number, row in enumerate((row for row in reader if row), 1):
                  if len(row) == len(columns):
                      yield {column: cell for column, cell in zip(columns, row) if column}
                  else:
                      yield Failed(f"{path}, row {number}: {len(row)} columns, and not {len(columns)}")
      """#),
    PythonHelper(
      "json_lines", imports: ["json", "pathlib"], needs: ["Failed"],
      #"""
      def json_lines(path):
          """The values of a file with a JSON value a line. A line that is none is a failure."""
          with pathlib.Path(path).expanduser().open(encoding="utf-8") as file:
              for number, line in enumerate(file, 1):
                  if line.strip():
                      try:
                          value = json.loads(line)
                      except ValueError as error:
                          value = Failed(f"{path}, line {number}: {error}")
                      yield value
      """#),
    PythonHelper(
      "pack", imports: ["io", "pathlib", "zipfile"], needs: ["Failed"],
      #"""
      def pack(paths):
          """The name and the content of what is uploaded: a file, or a ZIP archive of several or of a folder. A shapefile
          comes with its parts."""
          parts = "shx dbf prj cpg cst qpj sbn sbx fbn fbx ain aih ixs mxs atx qix shp.xml".split()
          files, is_archive = {}, len(paths) > 1
          for path in map(pathlib.Path, paths):
              if path.is_dir():
                  is_archive = True
                  inner = [file for file in sorted(path.rglob("*")) if file.is_file()]
                  for file in inner:
                      below = file.relative_to(path)
                      if not any(part.startswith(".") for part in below.parts):
                          files[str(path.resolve().name / below)] = file
                  continue
              if not path.stat().st_size:
                  raise Failed(f"{path}: there is nothing in it")
              files[path.name] = path
              if path.suffix.lower() == ".shp":
                  for file in sorted(path.parent.iterdir()):
                      stem, _, ending = file.name.partition(path.stem + ".")
                      if not stem and ending.lower() in parts:
                          files[file.name] = file
                          is_archive = True
          first = pathlib.Path(paths[0]).resolve()
          if not is_archive:
              return first.name, open(first, "rb")
          content = io.BytesIO()
          with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
              for name, file in files.items():
                  archive.write(file, name)
          content.seek(0)
          return (first.name if first.is_dir() else first.stem) + ".zip", content
      """#),
    PythonHelper(
      "send", needs: ["Failed"],
      #"""
      def send(ticket, name, content):
          """Sends a file to Felt's storage: the form first, the file last, and no token."""
          with content:
              response = requests.post(
                  ticket["url"], data=ticket["presigned_attributes"], files={"file": (name, content)}, timeout=(60, None)
              )
          if not 200 <= response.status_code < 300:
              raise Failed(f"the storage refused {name}: {response.status_code} {response.reason}")
      """#),
    PythonHelper(
      "upload", imports: ["pathlib", "urllib.parse"],
      needs: ["call", "pack", "send", "place", "refresh", "segment", "wait", "Failed"],
      #"""
      def upload(files, target, fields=None, refresh_same=False, is_waiting=False):
          """Puts files or an address onto a map as a layer, or refreshes the layer of that name."""
          fields, home = dict(fields or {}), "/".join(place(target, "map").split("/")[:3])
          is_address = "://" in files[0]
          if is_address:
              fields["import_url"] = files[0]
              name, content = urllib.parse.unquote(urllib.parse.urlsplit(files[0]).path.rpartition("/")[2]), None
          else:
              name, content = pack(files)
          fields.setdefault("name", pathlib.PurePath(name).stem)
          if refresh_same:
              same = [layer for layer in call("GET", f"{home}/layers").json() if layer["name"] == fields["name"]]
              if len(same) > 1:
                  raise Failed(f"{len(same)} layers are called {fields['name']}")
              if same:
                  if content:
                      content.close()
                  return refresh(f"{home}/layers/{segment(same[0])}", None if is_address else files, is_waiting)
          response = call("POST", f"{home}/upload", fields)
          if content:
              send(response.json(), name, content)
          if is_waiting:
              wait(response.json(), f"{home}/upload")
          return response
      """#),
    PythonHelper(
      "refresh", needs: ["call", "pack", "send", "wait", "Failed"],
      #"""
      def refresh(path, files=None, is_waiting=False):
          """Loads a layer's data again, once the layer is completed, which Felt wants."""
          wait(path)
          response = call("POST", path + "/refresh")
          ticket = response.json()
          if bool(files) != bool(ticket.get("url")):
              raise Failed("the layer needs a file" if ticket.get("url") else "the layer takes no file")
          if files:
              send(ticket, *pack(files))
          if is_waiting:
              wait(path)
          return response
      """#),
    PythonHelper(
      "download", imports: ["os", "pathlib"], needs: ["call", "wait", "work", "Failed"],
      #"""
      def download(source, path, origin="", form=None, force=False, timeout=600):
          """Writes the data of a layer or of an export to a file, from storage and without the token."""
          path = pathlib.Path(path).expanduser()
          if path.exists() and not force and str(path) != os.devnull:
              raise Failed(f"{path} is there already")
          links = source if isinstance(source, dict) else {}
          address = links.get("export_link") or links.get("download_url")
          if not address:
              place = work(source, origin, "layer_id")[0]
              if form:
                  export = call("POST", place + "/custom_export", {"output_format": form})
                  address = wait(export.json(), place, timeout=timeout).json()["download_url"]
              elif "/custom_exports/" in place:
                  address = wait(place, timeout=timeout).json()["download_url"]
              else:
                  address = call("GET", place + "/get_export_link").json()["export_link"]
          with requests.get(address, stream=True, timeout=60) as response:
              if response.status_code != 200:
                  raise Failed(f"the storage refused the file: {response.status_code} {response.reason}")
              part = path if str(path) == os.devnull else path.with_name(path.name + ".part")
              with part.open("wb") as file:
                  for piece in response.iter_content(1 << 16):
                      file.write(piece)
              if part != path:
                  os.replace(part, path)
      """#),
  ]
}
