// Parses a mail in four steps: mail_bytes.cpp cuts the bytes down to the limits, GMime finds the parts, this file
// decodes the header, and mail_parts.cpp takes the bodies and attachments. Then machine.cpp and answering.cpp judge the
// result.
//
// GMime only divides the mail. We decode header values and transfer encodings ourselves, because GMime converts by
// iconv, which a confined process cannot use. Nothing is ever written back: GMime 3.2.13 can hang doing so.
#include "ingest/mail/mail.h"
#include "ingest/mail/answering.h"
#include "ingest/mail/machine.h"
#include "ingest/mail/mail_bytes.h"
#include "ingest/mail/mail_header.h"
#include "ingest/mail/mail_parts.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <gmime/gmime.h>
#include <memory>
#include <mutex>

namespace tangible::ingest {
namespace {

/// An honest header value is shorter; a longer one only costs time in each of the decoders.
constexpr std::size_t max_value_bytes = std::size_t{256} << 10;

/// Deletes a GLib object.
struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T> using Owned = std::unique_ptr<T, Unref>;

/// Parses bytes with GMime; nullptr when it finds no message. GMime keeps no view of `bytes` that outlives them.
Owned<GMimeMessage> parsed(const std::string& bytes) {
    static std::once_flag once;
    std::call_once(once, g_mime_init);
    Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

/// Returns a Date field as "2019-03-04T10:20:30Z", or "" when it is missing or unreadable.
std::string date_utc(std::string_view raw) {
    GDateTime* date = g_mime_utils_header_decode_date(std::string(raw).c_str());
    if (!date) return {};
    GDateTime* utc = g_date_time_to_utc(date);
    gchar* text = utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : nullptr;
    std::string result = text ? text : "";
    g_free(text);
    if (utc) g_date_time_unref(utc);
    g_date_time_unref(date);
    return result;
}

/// Returns a Date field in milliseconds since 1970, or 0.
std::int64_t date_ms(std::string_view raw) {
    GDateTime* date = g_mime_utils_header_decode_date(std::string(raw).c_str());
    if (!date) return 0;
    const std::int64_t ms = g_date_time_to_unix(date) * 1000;
    g_date_time_unref(date);
    return ms;
}

/// Makes an Address of a parsed mailbox. Text without "@" is a name that somebody wrote in place of an address.
Address mailbox(std::string_view addr, std::string_view name) {
    const std::string said = header_text(name, {});
    if (said.empty() && addr.find('@') == addr.npos) return {"", std::string(addr)};
    return {lower_ascii(addr), said};
}

/// Appends the addresses of a list; a group gives its members, groups in groups 2 deep.
void add_addresses(InternetAddressList* list, std::vector<Address>& out, int depth = 0) {
    for (int i = 0; list && i < internet_address_list_length(list); ++i) {
        InternetAddress* each = internet_address_list_get_address(list, i);
        const char* name = internet_address_get_name(each);
        if (INTERNET_ADDRESS_IS_GROUP(each)) {
            if (depth < 2)
                add_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(each)), out, depth + 1);
        } else if (const char* addr = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(each)))
            out.push_back(mailbox(addr, name ? name : ""));
    }
}

/// Reads `A Name name@example.org`. No grammar allows this form, but some programs write it and every person can read
/// it.
void add_bare(std::string_view text, std::vector<Address>& out) {
    const auto at = text.find('@');
    if (at == text.npos || at == 0 || text.find('@', at + 1) != text.npos) return;
    constexpr std::string_view ends = " \t<>()[],;:\"";
    const auto before = text.find_last_of(ends, at), begin = before == text.npos ? 0 : before + 1;
    const auto end = std::min(text.find_first_of(ends, at), text.size());
    if (begin < at && at + 1 < end)
        out.assign(1, {lower_ascii(text.substr(begin, end - begin)), std::string(trimmed(text.substr(0, begin)))});
}

/// Returns the addresses of a field; when the grammar finds none, tries add_bare().
std::vector<Address> addresses(std::string_view raw, std::string_view hint) {
    std::vector<Address> out;
    const Owned<InternetAddressList> list(internet_address_list_parse(nullptr, header_phrases(raw, hint).c_str()));
    add_addresses(list.get(), out);
    if (std::none_of(out.begin(), out.end(), [](const Address& each) { return !each.addr.empty(); }))
        add_bare(header_text(raw, hint), out);
    return out;
}

/// Leaves out names without an address.
std::vector<Address> reachable(std::vector<Address> list) {
    std::erase_if(list, [](const Address& each) { return each.addr.empty(); });
    return list;
}

/// Returns the first id of a field without its angle brackets, or the whole field when it has none.
std::string identifier(std::string_view raw) {
    const auto open = raw.find('<'), close = raw.find('>', open == raw.npos ? 0 : open);
    if (open != raw.npos && close != raw.npos) raw = raw.substr(open + 1, close - open - 1);
    return std::string(trimmed(raw));
}

/// Decodes the header fields that a Letter has.
void take_header(const Fields& fields, std::string_view hint, Letter& letter) {
    letter.subject = header_text(fields.get("subject"), hint);
    letter.message_id = identifier(fields.get("message-id"));
    letter.in_reply_to = identifier(fields.get("in-reply-to"));
    if (auto from = addresses(fields.get("from"), hint); !from.empty())
        letter.from = std::move(from.front());
    else
        letter.from.name = header_text(fields.get("from"), hint);
    letter.to = reachable(addresses(fields.all_of("to"), hint));
    letter.cc = reachable(addresses(fields.all_of("cc"), hint));
    letter.date_utc = date_utc(fields.get("date"));
}

/// Returns the charset that raw 8-bit header text is most likely in: that of the body. "us-ascii" tells nothing.
std::string charset_hint(const Fields& fields) {
    std::string charset = lower_ascii(header_parameters(fields.get("content-type"), {}).get("charset"));
    return charset == "us-ascii" ? std::string() : charset;
}

}  // namespace

Letter letter(std::string_view bytes) {
    Letter result;
    const std::string source = within_limits(bytes, result.problems);
    const auto message = parsed(source);
    if (!message) {
        result.problems.push_back("no mail could be found in these bytes");
        return result;
    }
    Fields fields = fields_of(GMIME_OBJECT(message.get()));
    for (auto& [name, value] : fields.all)
        if (value.size() > max_value_bytes) value.resize(max_value_bytes);
    take_header(fields, charset_hint(fields), result);
    const auto types = take_parts(g_mime_message_get_mime_part(message.get()), source, result);
    result.machine_class = machine_class({fields, result, types});
    result.answering = answering(fields, result, reachable(addresses(fields.get("reply-to"), charset_hint(fields))));
    result.answering.written_ms = date_ms(fields.get("date"));
    return result;
}

}  // namespace tangible::ingest
