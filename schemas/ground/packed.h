// Numbers, texts and lists one after the other in one string, for a process to send to another one on the same machine.
// A number is 8 bytes in host order; a text is its length and then its bytes; a list is its size and then its texts.
// The reader must ask for what the writer added, in the same order. It trusts no length, since the sender may be a
// confined child that was taken over.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

class PackedWriter {
public:
    PackedWriter& add(std::uint64_t number);
    PackedWriter& add(std::string_view text);
    PackedWriter& add(const std::vector<std::string>& list);
    /// Returns what was added and leaves the writer empty.
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Each function moves past what it returns. It throws Error{bad_schema} when fewer bytes are left than the value
/// needs, before it allocates memory for the value.
class PackedReader {
public:
    /// `bytes` must outlive the reader.
    explicit PackedReader(std::string_view bytes) : rest_(bytes) {}
    std::uint64_t number();
    std::string text();
    std::vector<std::string> list();

private:
    std::string_view next(std::uint64_t size);
    std::string_view rest_;
};

}  // namespace tangible
