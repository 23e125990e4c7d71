// A list's size is checked against the bytes that its texts need at least, so that list() may reserve room for it.
#include "schemas/ground/packed.h"
#include "schemas/ground/error.h"
#include <cstring>

namespace tangible {
namespace {

[[noreturn]] void cut_short() { throw Error(ErrorKind::bad_schema, "packed bytes are cut short"); }

}  // namespace

PackedWriter& PackedWriter::add(std::uint64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
}

PackedWriter& PackedWriter::add(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_.append(text);
    return *this;
}

PackedWriter& PackedWriter::add(const std::vector<std::string>& list) {
    add(std::uint64_t{list.size()});
    for (const std::string& text : list) add(std::string_view(text));
    return *this;
}

std::string_view PackedReader::next(std::uint64_t size) {
    if (size > rest_.size()) cut_short();
    const auto bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
}

std::uint64_t PackedReader::number() {
    std::uint64_t n = 0;
    std::memcpy(&n, next(sizeof n).data(), sizeof n);
    return n;
}

std::string PackedReader::text() { return std::string(next(number())); }

std::vector<std::string> PackedReader::list() {
    const std::uint64_t size = number();
    if (size > rest_.size() / sizeof size) cut_short();
    std::vector<std::string> all;
    all.reserve(size);
    while (all.size() < size) all.push_back(text());
    return all;
}

}  // namespace tangible
