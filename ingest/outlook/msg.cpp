// Reads the streams of a .msg, which is a compound file. Short values stand in one stream of fixed entries; each other
// value has a stream of its own, whose name gives its number and type. Every attachment is a storage (a folder). A mail
// within the mail becomes a text or HTML file.
#include "ingest/outlook/msg.h"
#include "ingest/formats/compound.h"
#include "ingest/outlook/mapi.h"
#include <charconv>
#include <set>

namespace tangible::ingest {
namespace {

constexpr std::string_view fixed_stream = "__properties_version1.0", value_stream = "__substg1.0_",
                           attachment_storage = "__attach_version1.0_", inner_message = "__substg1.0_3701000d/";
/// Headers in front of the fixed entries (MS-OXMSG 2.4), by the kind of object that they belong to.
constexpr std::size_t max_attachments = 1000, message_header_bytes = 32, inner_header_bytes = 24,
                      attachment_header_bytes = 8, fixed_entry_bytes = 16;
/// The property with the code page of byte strings.
constexpr std::uint16_t message_code_page = 0x3FFD;

/// Adds the values that fit into eight bytes. An entry of 16 bytes has type, number, flags and value; longer values are
/// in streams of their own.
void add_fixed(MapiProperties& to, std::string_view stream, std::size_t header_bytes) {
    for (std::size_t at = header_bytes; at + fixed_entry_bytes <= stream.size(); at += fixed_entry_bytes) {
        const std::uint16_t type = u16_at(stream, at), number = u16_at(stream, at + 2);
        const bool elsewhere = type == MapiProperties::string || type == MapiProperties::wide_string ||
                               type == MapiProperties::binary || type == MapiProperties::object;
        if (!elsewhere) to.set(number, type, stream.substr(at + 8, 8));
    }
}

/// Returns the number and type in "__substg1.0_0037001F" (0x0037001F: number 0x0037, type 0x001F), or 0.
std::uint32_t number_and_type(std::string_view name) {
    std::uint32_t value = 0;
    const std::string_view digits = name.substr(value_stream.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return error == std::errc{} && end == digits.data() + 8 && digits.size() == 8 ? value : 0;
}

/// Collects the properties in one storage ("" for the message itself).
MapiProperties properties_in(const Compound& file, const std::vector<std::string>& names, const std::string& storage,
                             std::size_t header_bytes) {
    MapiProperties all;
    add_fixed(all, file.stream(storage + std::string(fixed_stream)).value_or(""), header_bytes);
    all.code_page(static_cast<int>(all.integer_of(message_code_page)));
    for (const std::string& name : names) {
        if (!name.starts_with(storage) || !std::string_view(name).substr(storage.size()).starts_with(value_stream))
            continue;
        const std::uint32_t value = number_and_type(std::string_view(name).substr(storage.size()));
        if (value != 0) all.set(value >> 16, value & 0xFFFF, file.stream(name).value_or(""));
    }
    return all;
}

/// Makes a file of a mail within the mail. It has no bytes of its own in a .msg, so its words stand for it.
MailPart words_as_file(const Letter& inner) {
    MailPart part;
    part.attached = true;
    part.filename = inner.subject + ".txt";
    part.content_type = "text/plain";
    part.charset = "utf-8";
    part.bytes = inner.text;
    if (!inner.text.empty() || inner.html.empty()) return part;
    part.filename = inner.subject + ".html";
    part.content_type = "text/html";
    part.bytes = inner.html;
    return part;
}

}  // namespace

bool holds_msg(const Compound& file) {
    return file.stream(fixed_stream) && (file.stream("__substg1.0_001a001f") || file.stream("__substg1.0_001a001e"));
}

Letter letter_of_msg(std::string_view bytes) {
    const Compound file(bytes);
    const std::vector<std::string> names = file.names();
    Letter letter = letter_of(properties_in(file, names, "", message_header_bytes));
    std::set<std::string> storages;
    for (const std::string& name : names)
        if (name.starts_with(attachment_storage) && storages.size() < max_attachments)
            storages.insert(name.substr(0, name.find('/') + 1));
    for (const std::string& storage : storages) {
        const std::string inner = storage + std::string(inner_message);
        letter.attachments.push_back(
            file.stream(inner + std::string(fixed_stream))
                ? words_as_file(letter_of(properties_in(file, names, inner, inner_header_bytes)))
                : attachment_of(properties_in(file, names, storage, attachment_header_bytes)));
    }
    return letter;
}

}  // namespace tangible::ingest
