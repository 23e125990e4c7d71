// Outlook's own form of a mail: a set of numbered properties (MS-OXPROPS) for the message and for each attachment.
// tnef.cpp and msg.cpp fill the sets; the functions here make a Letter of them.
#pragma once
#include "ingest/mail/mail.h"
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The properties of one message or attachment. Each has a number, a type and raw bytes.
class MapiProperties {
public:
    /// Property types (MS-OXCDATA 2.11.1), as far as we use them.
    enum Type : std::uint16_t {
        integer = 0x03,
        object = 0x0D,
        string = 0x1E,
        wide_string = 0x1F,
        time = 0x40,
        binary = 0x102
    };

    /// Adds a property. The first one with a number stays; later ones are ignored.
    void set(std::uint16_t number, std::uint16_t type, std::string_view bytes);
    /// Sets the Windows code page of the `string` properties.
    void code_page(int page) { code_page_ = page; }
    bool has(std::uint16_t number) const { return all_.contains(number); }
    /// Returns the raw bytes of a property, or "".
    std::string_view bytes(std::uint16_t number) const;
    /// Returns the type of a property, or 0.
    std::uint16_t type(std::uint16_t number) const;
    /// Returns a string property as UTF-8, up to its first zero; "" when there is none.
    std::string text(std::uint16_t number) const;
    /// Returns the first four bytes of a property as a little-endian number, or 0.
    std::uint32_t integer_of(std::uint16_t number) const;

private:
    struct Property {
        std::uint16_t type;
        std::string bytes;
    };
    std::map<std::uint16_t, Property> all_;
    int code_page_ = 0;
};

/// Makes a Letter of a message's properties: subject, sender, date, and the body as plain text or HTML. If there is
/// neither, the body is read from compressed RTF. The caller adds the attachments.
Letter letter_of(const MapiProperties&);
/// Makes a MailPart of an attachment's properties.
MailPart attachment_of(const MapiProperties&);

}  // namespace tangible::ingest
