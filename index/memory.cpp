#include "index/memory.h"
#include <malloc.h>

namespace tangible::index {

void keep_freed_memory() {
    constexpr int list_bytes = 32 << 20, kept_bytes = 64 << 20;  // in each arena
    ::mallopt(M_MMAP_THRESHOLD, list_bytes);
    ::mallopt(M_TRIM_THRESHOLD, kept_bytes);
}

}  // namespace tangible::index
