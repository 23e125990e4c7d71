// Reads the files that came with a mail or a form, and the files within those: archives, mails attached to mails,
// winmail.dat.
//
// Files within files are kept on a stack of what waits to be opened, not handled by recursion: how deep they nest is
// the sender's choice. The stack is filled in reverse, so files are read in the order of the archive.
#include "ingest/mail/mail.h"
#include "ingest/reading/archive.h"
#include "ingest/reading/drafts.h"
#include "ingest/reply/subject.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <array>
#include <iterator>

namespace tangible::ingest {
namespace {

/// Limits against archives that are made to unpack without end. Real submissions are far below them.
constexpr std::size_t max_files = 1000;
constexpr int max_depth = 3;

/// Decides whether a media type says nothing about what the bytes are.
bool is_any_bytes(std::string_view media_type) {
    return media_type.empty() || media_type.starts_with("application/octet-stream");
}

/// Decides whether a file is text that a program wrote for programs: calendars, contact cards, signatures, the headers
/// of a bounced mail. It is listed, but its text is no story.
bool is_for_programs(Kind kind, const Enclosed& file) {
    if (kind == Kind::mail) return file.media_type.starts_with("text/") && !file.filename.ends_with(".eml");
    return kind == Kind::text && !is_any_bytes(file.media_type) && !file.media_type.starts_with("text/plain") &&
           !file.filename.ends_with(".txt");
}

/// Decides whether people would expect the text of this file in the story. Pictures and recordings are only listed; for
/// anything else that cannot be read, a problem is noted.
bool is_expected_to_be_read(const Enclosed& file) {
    constexpr std::array<std::string_view, 6> types = {"image/", "audio/", "video/", "message/", "text/", "multipart/"};
    constexpr std::array<std::string_view, 16> endings = {".png",  ".jpg",  ".jpeg", ".gif",  ".bmp", ".tif",
                                                          ".tiff", ".webp", ".svg",  ".heic", ".mp3", ".m4a",
                                                          ".wav",  ".ogg",  ".mp4",  ".mov"};
    const std::string name = lower_ascii(file.filename);
    return std::ranges::none_of(types, [&](std::string_view type) { return file.media_type.starts_with(type); }) &&
           std::ranges::none_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool has_words(const Letter& mail) { return !trimmed(mail.text).empty() || !trimmed(mail.html).empty(); }

}  // namespace

/// A file that was found in another one and waits to be opened. Owns its bytes, since the container is gone by then.
struct Enclosures::Waiting {
    std::string filename, media_type, charset, bytes;
    Rejection rejection;
    int depth;
    bool beside_words = false;
};

void Enclosures::add(const Enclosed& file) {
    std::vector<Waiting> waiting;
    take(file, 0, waiting);
    work_off(waiting);
}

void Enclosures::add_inside(const Enclosed& file, Kind kind) {
    std::vector<Waiting> waiting;
    open(file, kind, 0, waiting);
    work_off(waiting);
}

/// Takes files from the stack until it is empty, or until max_files were listed.
void Enclosures::work_off(std::vector<Waiting>& waiting) {
    while (!waiting.empty()) {
        const Waiting next = std::move(waiting.back());
        waiting.pop_back();
        if (attachments.size() >= max_files)
            return complain({"too_big", "Only the first " + in_digits(max_files) + " enclosed files were opened."});
        take({next.bytes, next.filename, next.media_type, next.charset, next.beside_words}, next.depth, waiting);
        if (!next.rejection.reason.empty()) complain(next.rejection);
    }
}

/// Notes a problem with the file listed last. The first one also becomes the reason if no text is found at all.
void Enclosures::complain(const Rejection& why) {
    problems.push_back(which() + why.detail);
    if (first_trouble.reason.empty()) first_trouble = why;
}

/// Names the file listed last: "Enclosed file 2: ". "" for the container itself, which is not listed.
std::string Enclosures::which() const {
    return attachments.empty() ? "" : "Enclosed file " + std::to_string(attachments.size()) + ": ";
}

/// Lists a file, then opens, reads or ignores it, by its kind.
void Enclosures::take(const Enclosed& file, int depth, std::vector<Waiting>& waiting) {
    attachments.push_back(
        {std::string(file.filename), std::string(file.media_type), file.bytes.size(), sha256_hex(file.bytes)});
    if (file.bytes.empty()) return;
    const Kind kind = kind_of(file.bytes, file.filename, file.media_type);
    if (is_for_programs(kind, file)) return;
    const KindRow& row = row_of(kind);
    if (row.holds == Holds::files || row.holds == Holds::mail) return open(file, kind, depth, waiting);
    if (row.read || is_expected_to_be_read(file)) read(file, row.read ? kind : Kind::unknown);
}

/// Appends the text of a document.
void Enclosures::read(const Enclosed& file, Kind kind) {
    Document found = document(file.bytes, kind, file.charset);
    for (const std::string& problem : found.problems) problems.push_back(which() + problem);
    if (!found.rejection.reason.empty()) return complain(found.rejection);
    if (title.empty()) title = found.title;
    text += '\n' + found.text + '\n';
    add_asides(asides, found.asides);
}

/// Appends what the writer of an attached mail wrote.
void Enclosures::add_words(const Letter& mail) {
    Draft own;
    text += '\n' + words_of(mail, own) + '\n';
    cuts.insert(cuts.end(), own.cuts.begin(), own.cuts.end());
    problems.insert(problems.end(), mail.problems.begin(), mail.problems.end());
    if (title.empty()) title = bare_subject(mail.subject);
}

/// Puts the files of an archive or the attachments of a mail on the stack; a mail's own words are added at once.
void Enclosures::open(const Enclosed& file, Kind kind, int depth, std::vector<Waiting>& waiting) {
    if (depth >= max_depth)
        return complain({"too_deep", "Files nested more than " + in_digits(max_depth) +
                                         " deep inside other files were not opened."});
    std::vector<Waiting> inside;
    if (row_of(kind).holds == Holds::files) {
        Unpacked found = unpacked(file.bytes, kind, file.filename, bytes_left_);
        if (!found.rejection.reason.empty()) complain(found.rejection);
        for (PackedFile& each : found.files)
            inside.push_back(
                {std::move(each.filename), "", "", std::move(each.bytes), std::move(each.rejection), depth + 1});
    } else {
        Letter mail = letter_in(file.bytes, kind);
        // Outlook repeats in winmail.dat the text of the mail around it.
        if (kind != Kind::tnef || !file.beside_words) add_words(mail);
        for (MailPart& part : mail.attachments)
            inside.push_back({std::move(part.filename),
                              std::move(part.content_type),
                              std::move(part.charset),
                              std::move(part.bytes),
                              {},
                              depth + 1,
                              has_words(mail)});
    }
    // Last in, first out: reversed, the first file is opened next.
    std::move(inside.rbegin(), inside.rend(), std::back_inserter(waiting));
}

}  // namespace tangible::ingest
