#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

/// Loads libcurl and initialises it, once in a process and from any thread. Nothing else here may be called before.
/// Returns what is wrong, or null.
const char *ccurl_load(void);

// The functions of libcurl, as its manual has them. Null is fine for what ends a handle or a list.

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
void ccurl_easy_reset(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);
CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned extra_count, int milliseconds);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *remaining);
const char *ccurl_multi_strerror(CURLMcode code);
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

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

/// Unpacks `Content-Encoding: br` or `zstd` with the library that libcurl was linked with.
typedef struct ccurl_decoder ccurl_decoder;

typedef enum {
  CCURL_DECODER_DAMAGED,
  /// All of the input was used.
  CCURL_DECODER_NEEDS_INPUT,
  /// The space for the output is full.
  CCURL_DECODER_NEEDS_SPACE,
  /// The packed data has ended.
  CCURL_DECODER_ENDED,
} ccurl_decoder_status;

/// Makes a decoder; null where the library isn't there.
ccurl_decoder *ccurl_decoder_open(const char *encoding);
void ccurl_decoder_close(ccurl_decoder *decoder);

/// Unpacks what it can, and moves the pointers and counts past what it used.
ccurl_decoder_status ccurl_decoder_run(
    ccurl_decoder *decoder, const unsigned char **input, size_t *input_count, unsigned char **output,
    size_t *output_count);

/// What is wrong with damaged data, in the library's words; never null.
const char *ccurl_decoder_message(const ccurl_decoder *decoder);

/// The value that a read callback returns to end the transfer.
size_t ccurl_read_abort(void);
