#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

// libcurl's setters and getters take a variable number of arguments, which Swift can't pass. Each function here calls
// one of them with fixed argument types.

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);

typedef size_t (*ccurl_bytes_callback)(char *bytes, size_t size, size_t count, void *context);
CURLcode ccurl_set_write_callback(CURL *handle, ccurl_bytes_callback callback, void *context);
CURLcode ccurl_set_header_callback(CURL *handle, ccurl_bytes_callback callback, void *context);
CURLcode ccurl_set_read_callback(CURL *handle, ccurl_bytes_callback callback, void *context);

typedef int (*ccurl_seek_callback)(void *context, curl_off_t offset, int origin);
CURLcode ccurl_set_seek_callback(CURL *handle, ccurl_seek_callback callback, void *context);

typedef int (*ccurl_attempt_callback)(void *context, char *ip, char *local_ip, int port, int local_port);
CURLcode ccurl_set_attempt_callback(CURL *handle, ccurl_attempt_callback callback, void *context);

/// Restricts a handle to HTTP and HTTPS, with the option that this version of libcurl has.
CURLcode ccurl_set_web_protocols(CURL *handle);

/// Lets a cancelled request return before its name lookup has ended; needs libcurl 7.87.
CURLcode ccurl_set_quick_exit(CURL *handle);

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode ccurl_get_socket(CURL *handle, curl_socket_t *value);

/// The value that a read callback returns to end the transfer.
size_t ccurl_read_abort(void);
