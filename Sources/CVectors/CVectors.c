#include "CVectors.h"

// With the number of wanted bytes known, the compiler leaves out the rest.
CVECTORS_INLINE size_t find(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count) {
  size_t place = 0;
  for (; count - place >= 32; place += 32) {
    cvectors_block first = cvectors_load(bytes + place), second = cvectors_load(bytes + place + 16);
    cvectors_block in_first = 0, in_second = 0;
    for (size_t index = 0; index < wanted_count; index++) {
      in_first |= (cvectors_block)(first == wanted[index]);
      in_second |= (cvectors_block)(second == wanted[index]);
    }
    if (cvectors_mask(in_first | in_second)) {
      return place + (size_t)__builtin_ctz(cvectors_mask(in_first) | cvectors_mask(in_second) << 16);
    }
  }
  for (; place < count; place++) {
    for (size_t index = 0; index < wanted_count; index++) {
      if (bytes[place] == wanted[index]) return place;
    }
  }
  return count;
}

size_t cvectors_first_of(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count) {
  switch (wanted_count) {
    case 0: return count;
    case 1: return find(bytes, count, wanted, 1);
    case 2: return find(bytes, count, wanted, 2);
    case 3: return find(bytes, count, wanted, 3);
    default: return find(bytes, count, wanted, 4);
  }
}
