#pragma once

#include "CCurl.h"

// The functions of libcurl that are used, each with its own type.
#define CCURL_FUNCTIONS(EACH) \
  EACH(global_init)           \
  EACH(easy_init)             \
  EACH(easy_cleanup)          \
  EACH(easy_reset)            \
  EACH(easy_setopt)           \
  EACH(easy_getinfo)          \
  EACH(easy_strerror)         \
  EACH(multi_init)            \
  EACH(multi_cleanup)         \
  EACH(multi_add_handle)      \
  EACH(multi_remove_handle)   \
  EACH(multi_perform)         \
  EACH(multi_poll)            \
  EACH(multi_info_read)       \
  EACH(multi_strerror)        \
  EACH(slist_append)          \
  EACH(slist_free_all)

struct ccurl_functions {
#define CCURL_DECLARE(name) __typeof__(curl_##name) *name;
  CCURL_FUNCTIONS(CCURL_DECLARE)
#undef CCURL_DECLARE
};

// Filled in by ccurl_load.
extern struct ccurl_functions ccurl;

// A function of libcurl, or of a library that libcurl was linked with; null where it isn't there.
void *ccurl_find(const char *name);
