// What every part of the store has in common.  A part is the verbs of one noun (arrivals.h, stories.h ...); Store
// (store.h) is all of them on one connection.  Private to schemas/store.
#pragma once
#include <cstdint>

namespace tangible {

/// Number of the latest change to the store: grows by at least 1 with each, and is 0 before the first.
using Revision = std::int64_t;

struct StoreImpl;

class StorePart {
protected:
    explicit StorePart(StoreImpl& impl) : impl_(&impl) {}
    StoreImpl* impl_;
};

}  // namespace tangible
