#include "Library.h"

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return ccurl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return ccurl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
  return ccurl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return ccurl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return ccurl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_write_callback(CURL *handle, ccurl_bytes_callback callback, void *context) {
  CURLcode code = ccurl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
  return code ? code : ccurl.easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

CURLcode ccurl_set_header_callback(CURL *handle, ccurl_bytes_callback callback, void *context) {
  CURLcode code = ccurl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
  return code ? code : ccurl.easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

CURLcode ccurl_set_read_callback(CURL *handle, ccurl_bytes_callback callback, void *context) {
  CURLcode code = ccurl.easy_setopt(handle, CURLOPT_READFUNCTION, callback);
  return code ? code : ccurl.easy_setopt(handle, CURLOPT_READDATA, context);
}

CURLcode ccurl_set_seek_callback(CURL *handle, ccurl_seek_callback callback, void *context) {
  CURLcode code = ccurl.easy_setopt(handle, CURLOPT_SEEKFUNCTION, callback);
  return code ? code : ccurl.easy_setopt(handle, CURLOPT_SEEKDATA, context);
}

CURLcode ccurl_set_attempt_callback(CURL *handle, ccurl_attempt_callback callback, void *context) {
  CURLcode code = ccurl.easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback);
  return code ? code : ccurl.easy_setopt(handle, CURLOPT_PREREQDATA, context);
}

CURLcode ccurl_set_web_protocols(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return ccurl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return ccurl.easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

CURLcode ccurl_set_quick_exit(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return ccurl.easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)handle;
  return CURLE_OK;
#endif
}

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return ccurl.easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return ccurl.easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_socket(CURL *handle, curl_socket_t *value) {
  return ccurl.easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

size_t ccurl_read_abort(void) { return CURL_READFUNC_ABORT; }
