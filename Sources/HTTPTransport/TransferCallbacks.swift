internal import CCurl

// The functions that libcurl calls, with the transfer as their context. It outlives the settings of the handle.
extension Transfer {
  static let takeHeader: ccurl_bytes_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.take(headerLine: line) ? size * count : 0
  }

  static let takeBody: ccurl_bytes_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.take(body: [UInt8](chunk)) ? size * count : 0
  }

  static let giveBody: ccurl_bytes_callback = { space, size, count, context in
    guard let space = unsafe space, let context = unsafe context else { return ccurl_read_abort() }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    guard let bytes = transfer.nextUpload(atMost: size * count) else { return ccurl_read_abort() }
    unsafe UnsafeMutableRawBufferPointer(start: space, count: size * count).copyBytes(from: bytes)
    return bytes.count
  }

  static let seekBody: ccurl_seek_callback = { context, offset, origin in
    guard let context = unsafe context, offset == 0, origin == 0 else { return CURL_SEEKFUNC_CANTSEEK }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.rewindUpload() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
  }

  static let beginAttempt: ccurl_attempt_callback = { context, _, _, _, _ in
    guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.beginAttempt() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }
}
