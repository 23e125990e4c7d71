// Chooses how a submission is read: as a mail, archive, posted form, table or document. An archive of one file is
// opened first, since people zip single documents. set_text(), with_enclosures() and the like serve the readers in the
// other files too (drafts.h).
#include "ingest/reading/read.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/archive.h"
#include "ingest/reading/drafts.h"
#include "ingest/text/normalise.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

/// Returns "Our story" for "Our story.docx", without any path.
std::string stem(std::string_view filename) {
    filename.remove_prefix(std::min(filename.find_last_of("/\\") + 1, filename.size()));
    std::size_t dot = filename.rfind('.');
    return std::string(filename.substr(0, dot == filename.npos || dot == 0 ? filename.size() : dot));
}

/// Returns the kind to read a submission as. What came by mail is a mail, whatever its bytes look like.
Kind kind_to_read(const Submission& submission) {
    if (submission.channel == Channel::mail) return Kind::mail;
    return kind_of(submission.bytes, submission.filename, submission.media_type);
}

/// Replaces an archive of one file by that file, up to 3 deep. The file's own name and kind then decide how it is read.
Submission unwrapped(Submission submission) {
    std::size_t bytes_left = Package::max_inflated_bytes;
    for (int depth = 0; depth < 3; ++depth) {
        const Kind kind = kind_to_read(submission);
        if (row_of(kind).holds != Holds::files) break;
        Unpacked found = unpacked(submission.bytes, kind, submission.filename, bytes_left);
        if (found.files.size() != 1 || !found.files[0].rejection.reason.empty()) break;
        submission.filename = std::move(found.files[0].filename);
        submission.bytes = std::move(found.files[0].bytes);
        submission.media_type.clear();
    }
    return submission;
}

std::string normal_words(std::string_view text) { return normal(without_list_signs(text)).text; }

}  // namespace

void add_asides(std::vector<Aside>& to, const std::vector<Aside>& found) {
    for (const Aside& aside : found)
        if (std::string text = normal_words(aside.text); !text.empty()) to.push_back({aside.kind, std::move(text)});
}

void set_text(Draft& draft, std::string_view text) {
    Normal made = normal(without_list_signs(text));
    draft.text = std::move(made.text);
    draft.map = std::move(made.map);
    draft.language = language_of(draft.text).tag;
}

Reading with_enclosures(Draft draft, const Enclosures& enclosed) {
    draft.attachments = enclosed.attachments;
    draft.asides = enclosed.asides;
    draft.problems.insert(draft.problems.end(), enclosed.problems.begin(), enclosed.problems.end());
    draft.cuts.insert(draft.cuts.end(), enclosed.cuts.begin(), enclosed.cuts.end());
    draft.trouble = enclosed.first_trouble;
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
    draft.title = found.title.empty() ? stem(submission.filename) : normal_words(found.title);
    add_asides(draft.asides, found.asides);
    draft.problems = std::move(found.problems);
    return std::vector<Draft>{std::move(draft)};
}

Reading read_archive(const Submission& submission, Kind kind) {
    Enclosures enclosed;
    enclosed.add_inside({submission.bytes, submission.filename, submission.media_type, ""}, kind);
    // A story made of some of the files would be taken for all of them.
    if (enclosed.first_trouble.reason == "too_big") return enclosed.first_trouble;
    Draft draft;
    set_text(draft, enclosed.text);
    draft.title = enclosed.title.empty() ? stem(submission.filename) : normal(without_list_signs(enclosed.title)).text;
    return with_enclosures(std::move(draft), enclosed);
}

/// Opens a packed single file, then reads by kind. Copies the submission only when it is packed.
Reading read_bytes(const Submission& given) {
    const bool packed = row_of(kind_to_read(given)).holds == Holds::files;
    const Submission opened = packed ? unwrapped(given) : Submission{};
    const Submission& submission = packed ? opened : given;
    const Kind kind = kind_to_read(submission);
    switch (row_of(kind).holds) {
    case Holds::mail:
        return read_letter(submission, kind);
    case Holds::files:
        return read_archive(submission, kind);
    case Holds::form:
        return read_post(submission);
    case Holds::rows:
        return read_table(submission, kind);
    case Holds::mails:
        return Rejection{"not_supported", "This is a mailbox with several mails. Send each mail by itself."};
    case Holds::words:
    case Holds::nothing:
        break;
    }
    return read_document(submission, kind);
}

/// Reads the bytes for what is beside the text (attachments, senders, details), and sets the text to what a person
/// typed. Clears `machine_class` and `trouble`: that person has decided that these words are the story.
Reading read_transcript(const Submission& submission, std::string_view transcript) {
    Reading reading = submission.bytes.empty() ? Reading(Rejection{}) : read_bytes(submission);
    auto* drafts = std::get_if<std::vector<Draft>>(&reading);
    Draft draft = drafts && drafts->size() == 1 ? std::move(drafts->front()) : Draft{};
    set_text(draft, transcript);
    if (draft.title.empty()) draft.title = stem(submission.filename);
    draft.machine_class.clear();
    draft.trouble = {};
    draft.problems.push_back("A person typed these words, because the original could not be read.");
    return std::vector<Draft>{std::move(draft)};
}

Reading read(const Submission& submission, std::string_view transcript) {
    return transcript.empty() ? read_bytes(submission) : read_transcript(submission, transcript);
}

}  // namespace tangible::ingest
