// Wraps libdeflate. The output buffer is one byte shorter than the input, so that compression fails when it would save
// nothing.
#include "index/glass/make/deflater.h"
#include <libdeflate.h>
#include <new>

namespace tangible::index::glass {
namespace {

constexpr std::size_t least_bytes = 18;  ///< the library does not try shorter values either
constexpr int level = 1;                 ///< the fastest

}  // namespace

struct Deflater::Impl {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
    std::string bytes;
};

Deflater::Deflater() : impl_(std::make_unique<Impl>()) {
    if (!impl_->compressor) throw std::bad_alloc();
}
Deflater::~Deflater() { libdeflate_free_compressor(impl_->compressor); }

std::string_view Deflater::deflated(std::string_view text) {
    if (text.size() <= least_bytes) return {};
    auto& bytes = impl_->bytes;
    bytes.resize(text.size() - 1);
    const auto size =
        libdeflate_deflate_compress(impl_->compressor, text.data(), text.size(), bytes.data(), bytes.size());
    return std::string_view(bytes).substr(0, size);
}

std::uint32_t checksum(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace tangible::index::glass
