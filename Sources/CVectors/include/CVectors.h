#pragma once

#include <stddef.h>
#include <stdint.h>

// Many bytes compared in one step, with one bit of the result for each: Swift's SIMD types compare as fast, but have no
// way from the result to such bits. These vector types are clang's own, for every processor.

typedef uint8_t cvectors_block __attribute__((ext_vector_type(16)));
typedef _Bool cvectors_bits __attribute__((ext_vector_type(16)));

#define CVECTORS_INLINE static inline __attribute__((always_inline, unused))

CVECTORS_INLINE cvectors_block cvectors_load(const uint8_t *bytes) {
  cvectors_block block;
  __builtin_memcpy(&block, bytes, sizeof block);
  return block;
}

/// One bit for each byte of a comparison's result, the lowest for the first.
CVECTORS_INLINE uint32_t cvectors_mask(cvectors_block result) {
  cvectors_bits bits = __builtin_convertvector(result != 0, cvectors_bits);
  uint16_t mask;
  __builtin_memcpy(&mask, &bits, sizeof mask);
  return mask;
}

// Which of 32 bytes are in a range.
CVECTORS_INLINE uint32_t cvectors_range(const uint8_t *bytes, uint8_t first, uint8_t count) {
  uint32_t low = cvectors_mask((cvectors_block)(cvectors_load(bytes) - first < count));
  uint32_t high = cvectors_mask((cvectors_block)(cvectors_load(bytes + 16) - first < count));
  return low | high << 16;
}

/// Which of 32 bytes are ASCII digits.
CVECTORS_INLINE uint32_t cvectors_digits(const uint8_t *bytes) { return cvectors_range(bytes, '0', 10); }

/// Which of 32 bytes are ASCII digits, or `-`, `.` or `/`.
CVECTORS_INLINE uint32_t cvectors_number(const uint8_t *bytes) { return cvectors_range(bytes, '-', 13); }

/// The same of 64 bytes.
CVECTORS_INLINE uint64_t cvectors_digits64(const uint8_t *bytes) {
  return cvectors_digits(bytes) | (uint64_t)cvectors_digits(bytes + 32) << 32;
}

CVECTORS_INLINE uint64_t cvectors_number64(const uint8_t *bytes) {
  return cvectors_number(bytes) | (uint64_t)cvectors_number(bytes + 32) << 32;
}

/// Which of 16 bytes are something else than ASCII without controls, quotes and backslashes.
CVECTORS_INLINE uint32_t cvectors_special(const uint8_t *bytes) {
  cvectors_block block = cvectors_load(bytes);
  return cvectors_mask((cvectors_block)(
      (block - (uint8_t)0x20 >= (uint8_t)0x5F) | (block == (uint8_t)'"') | (block == (uint8_t)'\\')));
}

/// The place of the first of `count` bytes that is one of up to four; `count` where none is.
size_t cvectors_first_of(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count);
