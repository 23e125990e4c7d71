// Makes a Letter of MAPI properties. The numbers of the properties come first, then conversions of dates, message
// classes and texts. letter_of() reads compressed RTF only if there is neither plain text nor HTML.
#include "ingest/outlook/mapi.h"
#include "ingest/formats/compound.h"
#include "ingest/formats/readers.h"
#include "ingest/outlook/lzfu.h"
#include "ingest/text/normalise.h"
#include "ingest/text/rtf_charset.h"
#include "schemas/ground/ascii.h"
#include <array>
#include <chrono>
#include <cstdio>

namespace tangible::ingest {
namespace {

// Numbers of properties (MS-OXPROPS).
enum Number : std::uint16_t {
    message_class = 0x001A,
    subject = 0x0037,
    sent = 0x0039,
    sender_name = 0x0C1A,
    sender_address = 0x0C1F,
    delivered = 0x0E06,
    body = 0x1000,
    packed_rtf = 0x1009,
    html = 0x1013,
    message_id = 0x1035,
    display_name = 0x3001,
    file_bytes = 0x3701,
    short_file_name = 0x3704,
    long_file_name = 0x3707,
    media_type = 0x370E,
    internet_code_page = 0x3FDE,
    smtp_address = 0x5D01,
};

/// The bytes of an object begin with the 16-byte id of the interface that reads them; this one is IID_IMessage, a mail.
constexpr std::size_t interface_bytes = 16;
constexpr std::string_view message_interface("\x07\x03\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46", interface_bytes);

/// Returns a string up to its first zero.
std::string_view until_zero(std::string_view s) { return s.substr(0, s.find('\0')); }

/// Returns a time as "2019-03-04T10:20:30Z". Windows counts units of 100 ns from the year 1601. "" for times before
/// 1970 or from 2200 on, which are mistakes.
std::string date_of(std::string_view time) {
    if (time.size() < 8) return {};
    const std::uint64_t ticks = std::uint64_t{u32_at(time, 4)} << 32 | u32_at(time, 0);
    const std::uint64_t seconds = ticks / 10'000'000, to_1970 = 11'644'473'600, to_2200 = to_1970 + 7'258'118'400;
    if (seconds < to_1970 || seconds >= to_2200) return {};
    const std::chrono::sys_seconds when{std::chrono::seconds(seconds - to_1970)};
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(when - day);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

/// Returns the machine class of Exchange's own reports and absence notes (MS-OXCMAIL 2.1.3.2), by message class:
/// "REPORT.IPM.Note.NDR" is a bounce.
std::string machine_class_of(std::string_view message_class) {
    const std::string name = lower_ascii(message_class);
    if (name.starts_with("report.") && name.ends_with(".ndr")) return "bounce";
    if (name.starts_with("report.")) return "auto_reply";
    return name.find(".rules.ooftemplate") != name.npos ? "auto_reply" : "";
}

/// Returns the HTML body as UTF-8. In bytes it is in the mail's code page.
std::string html_of(const MapiProperties& all) {
    if (all.type(html) != MapiProperties::binary) return all.text(html);
    return decoded(all.bytes(html), charset_of_code_page(static_cast<int>(all.integer_of(internet_code_page)))).text;
}

}  // namespace

void MapiProperties::set(std::uint16_t number, std::uint16_t type, std::string_view bytes) {
    all_.try_emplace(number, Property{type, std::string(bytes)});
}

std::string_view MapiProperties::bytes(std::uint16_t number) const {
    const auto found = all_.find(number);
    return found == all_.end() ? std::string_view{} : found->second.bytes;
}

std::uint16_t MapiProperties::type(std::uint16_t number) const {
    const auto found = all_.find(number);
    return found == all_.end() ? 0 : found->second.type;
}

std::string MapiProperties::text(std::uint16_t number) const {
    const std::string_view raw = bytes(number);
    if (type(number) != wide_string) return decoded(until_zero(raw), charset_of_code_page(code_page_)).text;
    std::string text = decoded(std::string("\xFF\xFE").append(raw.substr(0, raw.size() & ~std::size_t{1}))).text;
    return text.substr(0, text.find('\0'));
}

std::uint32_t MapiProperties::integer_of(std::uint16_t number) const { return u32_at(bytes(number), 0); }

Letter letter_of(const MapiProperties& all) {
    Letter letter;
    letter.subject = all.text(subject);
    letter.message_id = all.text(message_id);
    letter.from = {lower_ascii(all.text(all.has(smtp_address) ? smtp_address : sender_address)), all.text(sender_name)};
    letter.date_utc = date_of(all.bytes(all.has(sent) ? sent : delivered));
    letter.machine_class = machine_class_of(all.text(message_class));
    letter.text = all.text(body);
    letter.html = html_of(all);
    if (trimmed(letter.text).empty() && trimmed(letter.html).empty())
        letter.text = read_rtf(from_compressed_rtf(all.bytes(packed_rtf)).value_or("")).text;
    return letter;
}

MailPart attachment_of(const MapiProperties& all) {
    MailPart part;
    part.attached = true;
    part.content_type = lower_ascii(all.text(media_type));
    for (const Number name : {long_file_name, short_file_name, display_name})
        if (part.filename.empty()) part.filename = all.text(name);
    std::string_view bytes = all.bytes(file_bytes);
    if (all.type(file_bytes) == MapiProperties::object && bytes.size() >= interface_bytes) {
        if (bytes.starts_with(message_interface)) part.content_type = "application/ms-tnef";
        bytes.remove_prefix(interface_bytes);
    }
    part.bytes = bytes;
    return part;
}

}  // namespace tangible::ingest
