#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// libedit writes characters the way the locale says, and drops those it has no way for.
enum LocaleSetup {
  /// Takes the user's locale for characters, or one that has all of Unicode when the user's has not.
  static func useUnicode() {
    for name in ["", "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"] {
      guard unsafe setlocale(LC_CTYPE, name) != nil, let codeset = unsafe nl_langinfo(nl_item(CODESET)) else {
        continue
      }
      if unsafe String(cString: codeset).uppercased().filter({ $0 != "-" }) == "UTF8" {
        return
      }
    }
  }
}
