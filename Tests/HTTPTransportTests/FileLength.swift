#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Makes a file shorter or longer.
func changeLength(of file: String, to byteCount: Int) {
  _ = unsafe truncate(file, off_t(byteCount))
}
