extension ShellCommand {
  /// Every command there is, in the order in which help lists them. A new one is a file beside this, and a line here.
  package static let all: [ShellCommand] =
    requestMethods + [
      show, table, diff, headers, timing, why, list, changeLocation, printLocation, edit, openPage, find, export,
      importCurl, upload, refresh, download, wait, login, logout, whoami, status, baseURL, set, unset, vars, header,
      timeout, color, alias, unalias, prompt, hints, prefetch, pager, history, help, quit, expect,
    ] + blocks + [record, save, source, check, test]
}
