#include "index/glass/deflater.h"
#include <new>
#include <zlib.h>

namespace tangible::index::glass {
namespace {

constexpr std::size_t least_bytes = 18;  // below it the library does not try either
constexpr int level = 1, raw = -15, memory_level = 9;

}  // namespace

struct Deflater::Impl {
    z_stream stream{};
    std::string bytes;
};

Deflater::Deflater() : impl_(std::make_unique<Impl>()) {
    if (deflateInit2(&impl_->stream, level, Z_DEFLATED, raw, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
}
Deflater::~Deflater() { deflateEnd(&impl_->stream); }

std::string_view Deflater::deflated(std::string_view text) {
    if (text.size() <= least_bytes) return {};
    auto& [stream, bytes] = *impl_;
    bytes.resize(text.size() - 1);
    deflateReset(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return {};
    return std::string_view(bytes).substr(0, stream.total_out);
}

}  // namespace tangible::index::glass
