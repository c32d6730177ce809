#include "Library.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// libcurl has these libraries loaded where it was built with them. Their functions are looked up by name, so that the
// program needs no library that libcurl doesn't need. Sources: brotli/decode.h, zstd.h.

typedef void *(*brotli_create)(void *allocate, void *release, void *context);
typedef int (*brotli_decompress)(
    void *state, size_t *input_count, const uint8_t **input, size_t *output_count, uint8_t **output, size_t *total);
typedef void (*brotli_destroy)(void *state);
typedef int (*brotli_error)(const void *state);
typedef const char *(*brotli_text)(int error);

typedef struct {
  const void *bytes;
  size_t count;
  size_t position;
} zstd_input;

typedef struct {
  void *bytes;
  size_t count;
  size_t position;
} zstd_output;

typedef void *(*zstd_create)(void);
typedef size_t (*zstd_decompress)(void *stream, zstd_output *output, zstd_input *input);
typedef size_t (*zstd_destroy)(void *stream);
typedef size_t (*zstd_set)(void *stream, int parameter, int value);
typedef unsigned (*zstd_is_error)(size_t code);
typedef const char *(*zstd_text)(size_t code);

enum { BROTLI_FAILED, BROTLI_ENDED, BROTLI_NEEDS_INPUT, BROTLI_NEEDS_SPACE };
enum { ZSTD_LARGEST_WINDOW = 100 };
// 8 MB, the largest window of this encoding. Source: RFC 9659.
enum { LARGEST_WINDOW_BITS = 23 };

struct ccurl_decoder {
  void *state;
  // Those of brotli, or null.
  brotli_decompress decompress_brotli;
  brotli_destroy destroy_brotli;
  // Those of zstd, or null.
  zstd_decompress decompress_zstd;
  zstd_destroy destroy_zstd;
  zstd_is_error is_error;
  const char *message;
};

static bool open_brotli(ccurl_decoder *decoder) {
  brotli_create create = (brotli_create)ccurl_find("BrotliDecoderCreateInstance");
  decoder->decompress_brotli = (brotli_decompress)ccurl_find("BrotliDecoderDecompressStream");
  decoder->destroy_brotli = (brotli_destroy)ccurl_find("BrotliDecoderDestroyInstance");
  if (!create || !decoder->decompress_brotli || !decoder->destroy_brotli) return false;
  decoder->state = create(NULL, NULL, NULL);
  return decoder->state != NULL;
}

static bool open_zstd(ccurl_decoder *decoder) {
  zstd_create create = (zstd_create)ccurl_find("ZSTD_createDStream");
  zstd_set set = (zstd_set)ccurl_find("ZSTD_DCtx_setParameter");
  decoder->decompress_zstd = (zstd_decompress)ccurl_find("ZSTD_decompressStream");
  decoder->destroy_zstd = (zstd_destroy)ccurl_find("ZSTD_freeDStream");
  decoder->is_error = (zstd_is_error)ccurl_find("ZSTD_isError");
  if (!create || !set || !decoder->decompress_zstd || !decoder->destroy_zstd || !decoder->is_error) return false;
  decoder->state = create();
  return decoder->state != NULL && !decoder->is_error(set(decoder->state, ZSTD_LARGEST_WINDOW, LARGEST_WINDOW_BITS));
}

ccurl_decoder *ccurl_decoder_open(const char *encoding) {
  ccurl_decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) return NULL;
  bool is_open = strcmp(encoding, "br") == 0 ? open_brotli(decoder)
                 : strcmp(encoding, "zstd") == 0 ? open_zstd(decoder)
                                                 : false;
  if (is_open) return decoder;
  ccurl_decoder_close(decoder);
  return NULL;
}

void ccurl_decoder_close(ccurl_decoder *decoder) {
  if (decoder->state && decoder->decompress_brotli) decoder->destroy_brotli(decoder->state);
  if (decoder->state && decoder->decompress_zstd) decoder->destroy_zstd(decoder->state);
  free(decoder);
}

static ccurl_decoder_status run_brotli(
    ccurl_decoder *decoder, const unsigned char **input, size_t *input_count, unsigned char **output,
    size_t *output_count) {
  int result = decoder->decompress_brotli(decoder->state, input_count, input, output_count, output, NULL);
  switch (result) {
    case BROTLI_ENDED: return CCURL_DECODER_ENDED;
    case BROTLI_NEEDS_INPUT: return CCURL_DECODER_NEEDS_INPUT;
    case BROTLI_NEEDS_SPACE: return CCURL_DECODER_NEEDS_SPACE;
    default: break;
  }
  brotli_error error = (brotli_error)ccurl_find("BrotliDecoderGetErrorCode");
  brotli_text text = (brotli_text)ccurl_find("BrotliDecoderErrorString");
  if (error && text) decoder->message = text(error(decoder->state));
  return CCURL_DECODER_DAMAGED;
}

static ccurl_decoder_status run_zstd(
    ccurl_decoder *decoder, const unsigned char **input, size_t *input_count, unsigned char **output,
    size_t *output_count) {
  zstd_input from = {*input, *input_count, 0};
  zstd_output to = {*output, *output_count, 0};
  size_t result = decoder->decompress_zstd(decoder->state, &to, &from);
  *input += from.position;
  *input_count -= from.position;
  *output += to.position;
  *output_count -= to.position;
  if (decoder->is_error(result)) {
    zstd_text text = (zstd_text)ccurl_find("ZSTD_getErrorName");
    if (text) decoder->message = text(result);
    return CCURL_DECODER_DAMAGED;
  }
  if (result == 0) return CCURL_DECODER_ENDED;
  return *output_count == 0 ? CCURL_DECODER_NEEDS_SPACE : CCURL_DECODER_NEEDS_INPUT;
}

ccurl_decoder_status ccurl_decoder_run(
    ccurl_decoder *decoder, const unsigned char **input, size_t *input_count, unsigned char **output,
    size_t *output_count) {
  return decoder->decompress_brotli ? run_brotli(decoder, input, input_count, output, output_count)
                                    : run_zstd(decoder, input, input_count, output, output_count);
}

const char *ccurl_decoder_message(const ccurl_decoder *decoder) {
  return decoder->message ? decoder->message : "it can't be unpacked";
}
