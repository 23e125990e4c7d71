#include "ingest/read.h"
#include "ingest/drafts.h"
#include "ingest/mail.h"
#include "ingest/normalise.h"
#include "schemas/store.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

/// "Our story" of "Our story.docx"; never a path.
std::string stem(std::string_view filename) {
    filename.remove_prefix(std::min(filename.find_last_of("/\\") + 1, filename.size()));
    std::size_t dot = filename.rfind('.');
    return std::string(filename.substr(0, dot == filename.npos || dot == 0 ? filename.size() : dot));
}

/// What came by mail is a mail whatever is in it.
Kind kind_to_read(const Submission& submission) {
    if (submission.channel == Channel::mail) return Kind::mail;
    return kind_of(submission.bytes, submission.filename, submission.media_type);
}

/// Text parts that are for programs: calendars, cards, signatures.
bool is_for_programs(Kind kind, const Enclosed& file) {
    return kind == Kind::text && !file.media_type.empty() && !file.media_type.starts_with("text/plain") &&
           !file.media_type.starts_with("application/octet-stream") && !file.filename.ends_with(".txt");
}

bool is_document(Kind kind) {
    return kind == Kind::text || kind == Kind::markdown || kind == Kind::html || kind == Kind::doc ||
           kind == Kind::docx || kind == Kind::odt || kind == Kind::pdf || kind == Kind::captions ||
           kind == Kind::csv || kind == Kind::xlsx;
}

/// Pictures and the like are listed and need no excuse; a document that cannot be read does.
bool is_expected_to_be_read(const Enclosed& file) {
    return !file.media_type.starts_with("image/") && !file.media_type.starts_with("audio/") &&
           !file.media_type.starts_with("video/") && !file.media_type.starts_with("message/") &&
           !file.media_type.starts_with("text/") && !file.media_type.starts_with("multipart/");
}

}  // namespace

void set_text(Draft& draft, std::string_view text) {
    Normal made = normal(without_list_signs(text));
    draft.text = std::move(made.text);
    draft.map = std::move(made.map);
    draft.language = language_of(draft.text).tag;
}

void Enclosures::add(const Enclosed& file) {
    attachments.push_back(
        {std::string(file.filename), std::string(file.media_type), file.bytes.size(), sha256_hex(file.bytes)});
    Kind kind = kind_of(file.bytes, file.filename, file.media_type);
    if (is_for_programs(kind, file) || (!is_document(kind) && !is_expected_to_be_read(file))) return;
    Document found = document(file.bytes, is_document(kind) ? kind : Kind::unknown, file.charset);
    std::string which = "Enclosed file " + std::to_string(attachments.size()) + ": ";
    for (const std::string& problem : found.problems) problems.push_back(which + problem);
    if (!found.rejection.reason.empty()) {
        problems.push_back(which + found.rejection.detail);
        if (first_trouble.reason.empty()) first_trouble = found.rejection;
        return;
    }
    if (title.empty()) title = found.title;
    text += '\n' + found.text + '\n';
}

Reading draft_or_trouble(Draft draft, const Enclosures& enclosed) {
    draft.attachments = enclosed.attachments;
    draft.problems.insert(draft.problems.end(), enclosed.problems.begin(), enclosed.problems.end());
    bool nothing = draft.text.empty() && draft.machine_class.empty() && !enclosed.first_trouble.reason.empty();
    if (nothing) return enclosed.first_trouble;
    return std::vector<Draft>{std::move(draft)};
}

int year_in(std::string_view text) {
    bool digits = text.size() == 4 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
    return digits && text >= "1900" && text < "2200" ? std::stoi(std::string(text)) : 0;
}

Reading read_document(const Submission& submission, Kind kind) {
    Document found = document(submission.bytes, kind);
    if (!found.rejection.reason.empty()) return found.rejection;
    Draft draft;
    set_text(draft, found.text);
    draft.title = found.title.empty() ? stem(submission.filename) : normal(without_list_signs(found.title)).text;
    draft.problems = std::move(found.problems);
    return std::vector<Draft>{std::move(draft)};
}

Reading read(const Submission& submission) {
    switch (Kind kind = kind_to_read(submission)) {
    case Kind::mail:
        return read_letter(submission);
    case Kind::form:
        return read_post(submission);
    case Kind::csv:
    case Kind::xlsx:
        return read_table(submission, kind);
    case Kind::mbox:
        return Rejection{"not_supported", "This is a mailbox of several mails; they must come in one by one."};
    default:
        return read_document(submission, kind);
    }
}

}  // namespace tangible::ingest
