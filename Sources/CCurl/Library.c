#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// libcurl brings twenty libraries along, and loading them takes as long as all the rest of a start. Most starts send no
// request: the first prompt, the sandbox, a check, a page of help. So libcurl is loaded with the first one.

struct ccurl_functions ccurl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

#ifdef __APPLE__

static void load(void) {
#define CCURL_TAKE(name) ccurl.name = curl_##name;
  CCURL_FUNCTIONS(CCURL_TAKE)
#undef CCURL_TAKE
  if (ccurl.global_init(CURL_GLOBAL_ALL)) snprintf(failure, sizeof failure, "it could not be started");
}

void *ccurl_find(const char *name) { return dlsym(RTLD_DEFAULT, name); }

#else

// The name that has meant libcurl's binary interface since 2006.
static const char library_name[] = "libcurl.so.4";
static void *library;

static void *take(const char *name) {
  void *function = dlsym(library, name);
  if (!function && !failure[0]) snprintf(failure, sizeof failure, "%s has no %s", library_name, name);
  return function;
}

static void load(void) {
  library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *message = dlerror();
    snprintf(failure, sizeof failure, "%s", message ? message : library_name);
    return;
  }
#define CCURL_TAKE(name) ccurl.name = (__typeof__(ccurl.name))take("curl_" #name);
  CCURL_FUNCTIONS(CCURL_TAKE)
#undef CCURL_TAKE
  if (!failure[0] && ccurl.global_init(CURL_GLOBAL_ALL)) {
    snprintf(failure, sizeof failure, "it could not be started");
  }
}

void *ccurl_find(const char *name) { return library ? dlsym(library, name) : NULL; }

#endif

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

CURL *ccurl_easy_init(void) { return ccurl.easy_init(); }

void ccurl_easy_cleanup(CURL *handle) { ccurl.easy_cleanup(handle); }

void ccurl_easy_reset(CURL *handle) { ccurl.easy_reset(handle); }

const char *ccurl_easy_strerror(CURLcode code) { return ccurl.easy_strerror(code); }

CURLM *ccurl_multi_init(void) { return ccurl.multi_init(); }

void ccurl_multi_cleanup(CURLM *multi) { ccurl.multi_cleanup(multi); }

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) { return ccurl.multi_add_handle(multi, handle); }

CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) { return ccurl.multi_remove_handle(multi, handle); }

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return ccurl.multi_perform(multi, running); }

CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned extra_count, int milliseconds) {
  return ccurl.multi_poll(multi, extra, extra_count, milliseconds, NULL);
}

CURLMsg *ccurl_multi_info_read(CURLM *multi, int *remaining) { return ccurl.multi_info_read(multi, remaining); }

const char *ccurl_multi_strerror(CURLMcode code) { return ccurl.multi_strerror(code); }

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return ccurl.slist_append(list, text);
}

void ccurl_slist_free_all(struct curl_slist *list) { ccurl.slist_free_all(list); }
