// A model as the store keeps it: what was learned, of which codebook edition, when, and from which state of the store.
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

struct Learned {
    std::int64_t number = 0;  ///< given by the store; a later model has a higher one
    std::string edition;      ///< of the codebook
    std::int64_t made_ms = 0;
    std::int64_t revision = 0;  ///< of the store that it was learned from
    std::string bytes;          ///< index/learning/model.h
};

}  // namespace tangible
