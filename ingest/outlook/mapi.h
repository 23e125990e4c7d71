// Outlook's own form of a mail: a bag of numbered properties (MS-OXPROPS), for the message and for each attachment.
// tnef.cpp and msg.cpp fill the bags; here they become a Letter.
#pragma once
#include "ingest/mail/mail.h"
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tangible::ingest {

class MapiProperties {
public:
    enum Type : std::uint16_t {
        integer = 0x03,
        object = 0x0D,
        string = 0x1E,
        wide_string = 0x1F,
        time = 0x40,
        binary = 0x102
    };

    /// The first of each number stays.
    void set(std::uint16_t number, std::uint16_t type, std::string_view bytes);
    void code_page(int page) { code_page_ = page; }
    bool has(std::uint16_t number) const { return all_.contains(number); }
    std::string_view bytes(std::uint16_t number) const;
    std::uint16_t type(std::uint16_t number) const;
    /// UTF-8.
    std::string text(std::uint16_t number) const;
    std::uint32_t integer_of(std::uint16_t number) const;

private:
    struct Property {
        std::uint16_t type;
        std::string bytes;
    };
    std::map<std::uint16_t, Property> all_;
    int code_page_ = 0;
};

/// Subject, sender, date and body, of which the plainest form that is there; attachments are the caller's to add.
Letter letter_of(const MapiProperties&);
MailPart attachment_of(const MapiProperties&);

}  // namespace tangible::ingest
