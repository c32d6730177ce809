#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Reads lines with the editor and says what came, for tests at a pseudo-terminal.
exit(try run())
