// Reads the attributes of a winmail.dat one after the other, and sorts them into a set of properties for the message
// and one for each attachment. Older attributes have a MAPI property with the same meaning; a table maps them.
// Checksums are ignored, since some writers get them wrong.
#include "ingest/outlook/tnef.h"
#include "ingest/formats/compound.h"
#include "ingest/outlook/mapi.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::string_view magic = "\x78\x9F\x3E\x22";
constexpr std::size_t header_bytes = 6, max_attachments = 1000;
constexpr std::uint32_t max_properties = 10'000;

/// Attributes by the number in front of each (MS-OXTNEF 2.1.3.3.2).
enum Attribute : std::uint32_t {
    begins_attachment = 0x00069002,
    message_properties = 0x00069003,
    attachment_properties = 0x00069005,
    code_page = 0x00069007,
};
/// An older attribute, and the property that means the same.
struct Meaning {
    std::uint32_t attribute;
    std::uint16_t property, type;
};
constexpr Meaning meanings[] = {
    {0x00018004, 0x0037, MapiProperties::string},  // subject
    {0x0002800C, 0x1000, MapiProperties::string},  // body
    {0x00078008, 0x001A, MapiProperties::string},  // message class
    {0x0006800F, 0x3701, MapiProperties::binary},  // bytes of a file
    {0x00018010, 0x3704, MapiProperties::string},  // its name
};

/// Reads little-endian values one after the other; past the end they are 0 and empty.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : rest_(bytes) {}
    bool done() const { return rest_.empty(); }
    std::string_view take(std::size_t count) {
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::uint16_t u16() { return u16_at(take(2), 0); }
    std::uint32_t u32() { return u32_at(take(4), 0); }
    /// Takes a value and the padding behind it, up to a multiple of four bytes.
    std::string_view padded(std::size_t count) {
        const std::string_view taken = take(count);
        take((4 - count % 4) % 4);
        return taken;
    }

private:
    std::string_view rest_;
};

/// Returns the size of a value by its type, without the bit for several values; 0 for a value that gives its own
/// length.
std::size_t fixed_bytes(std::uint16_t type) {
    if (type == 0x1E || type == 0x1F || type == 0x0D || type == 0x102) return 0;
    if (type == 0x48) return 16;
    return type == 0x05 || type == 0x06 || type == 0x07 || type == 0x14 || type == 0x40 ? 8 : 4;
}

/// Skips the name of a property with a number from 0x8000 on: an id of 16 bytes, then a number or a string.
void skip_name(Cursor& in) {
    in.take(16);  // of the set of names
    if (in.u32() == 0)
        in.take(4);
    else
        in.padded(in.u32());
}

/// Adds the properties of a list (MS-OXTNEF 2.1.3.4). Of several values the first is kept. Properties with names are
/// skipped.
void add_properties(MapiProperties& to, std::string_view bytes) {
    constexpr std::uint16_t several = 0x1000;
    Cursor in(bytes);
    const std::uint32_t count = std::min(in.u32(), max_properties);
    for (std::uint32_t n = 0; n < count && !in.done(); ++n) {
        const std::uint16_t type = in.u16(), number = in.u16();
        if (number >= 0x8000) skip_name(in);
        const std::size_t fixed = fixed_bytes(type & ~several);
        std::uint32_t values = fixed == 0 || type & several ? in.u32() : 1;
        for (; values > 0 && !in.done(); --values) {
            const std::string_view value = in.padded(fixed == 0 ? in.u32() : fixed);
            if (number < 0x8000) to.set(number, type & ~several, value);
        }
    }
}

}  // namespace

bool looks_like_tnef(std::string_view bytes) { return bytes.starts_with(magic); }

Letter letter_of_tnef(std::string_view bytes) {
    MapiProperties message;
    std::vector<MapiProperties> attachments;
    Cursor in(bytes);
    in.take(header_bytes);
    int page = 0;
    bool cut = false;
    while (!in.done() && !cut) {
        const char level = in.take(1)[0];
        if (level != 1 && level != 2) break;  // garbage behind the end: each attribute begins with level 1 or 2
        const std::uint32_t attribute = in.u32(), length = in.u32();
        const std::string_view value = in.take(length);
        cut = value.size() < length;
        in.take(2);  // the checksum
        if (attribute == code_page) message.code_page(page = static_cast<int>(u32_at(value, 0)));
        if (attribute == begins_attachment || (level == 2 && attachments.empty())) {
            if (attachments.size() >= max_attachments) break;
            attachments.emplace_back().code_page(page);
        }
        MapiProperties& bag = level == 1 ? message : attachments.back();
        if (attribute == message_properties || attribute == attachment_properties) add_properties(bag, value);
        for (const Meaning& m : meanings)
            if (m.attribute == attribute) bag.set(m.property, m.type, value);
    }
    Letter letter = letter_of(message);
    if (cut) letter.problems.push_back("winmail.dat is cut short; what is left of it was read");
    for (const MapiProperties& each : attachments) letter.attachments.push_back(attachment_of(each));
    return letter;
}

}  // namespace tangible::ingest
