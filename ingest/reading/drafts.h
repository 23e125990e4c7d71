// How each kind of submission becomes drafts. read() chooses among these functions. For use inside ingest/ only.
#pragma once
#include "ingest/formats/package.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/documents.h"
#include "ingest/reading/read.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

Reading read_letter(const Submission&, Kind = Kind::mail);  ///< mail, also as Outlook keeps it
Reading read_archive(const Submission&, Kind);              ///< zip or gzip of documents
Reading read_post(const Submission&);                       ///< web form
Reading read_table(const Submission&, Kind);                ///< csv or a workbook, a story a row
Reading read_document(const Submission&, Kind);

/// Sets the draft's text, offset map and language from `text` (UTF-8). List signs are removed first and the text is
/// made normal.
void set_text(Draft&, std::string_view text);
/// Appends those asides that contain words, made normal.
void add_asides(std::vector<Aside>& to, const std::vector<Aside>& found);

/// The body that stands for a mail: its plain-text part, or its HTML part as text when there is no useful plain one.
struct LetterBody {
    std::string text;
    bool plain = true;  ///< false when the text was made from HTML
};
/// Chooses the body. The HTML part wins when it says more than four times as much as the plain one.
LetterBody body_of(const Letter&);

/// Parses a mail: Kind::mail as it went over the wire, Kind::msg and Kind::tnef as Outlook keeps it.
Letter letter_in(std::string_view bytes, Kind);
/// Returns what the teller wrote: the body without quoted replies and signature, which are appended to the cuts of the
/// draft. For a forwarded mail the words passed on are the story; sets the draft's title, and the author when the draft
/// has senders. `put_back` lists cuts to leave in, as SHA-256 of their text.
std::string words_of(const Letter&, Draft&, const std::vector<std::string>& put_back = {});

/// A file that came with a mail or a form, or lies inside an archive. Views into the caller's bytes.
struct Enclosed {
    std::string_view bytes, filename, media_type, charset;
    bool beside_words = false;  ///< the mail around it has a text of its own
};

/// Collects the text of enclosed files, to follow what a person wrote. Opens files within files too: 3 deep, 1,000
/// files, 200 MiB unpacked in all.
///
///     Enclosures enclosed;
///     for (const MailPart& part : mail.attachments)
///         enclosed.add({part.bytes, part.filename, part.content_type, part.charset});
///     set_text(draft, text + enclosed.text);
///     return with_enclosures(std::move(draft), enclosed);
struct Enclosures {
    std::string text, title;              ///< UTF-8, not yet normal; the title is that of the first file that has one
    std::vector<Attachment> attachments;  ///< every file that was met, read or not
    std::vector<Aside> asides;            ///< made normal
    std::vector<std::string> problems;    ///< sentences: "Enclosed file 2: ..."
    std::vector<Cut> cuts;                ///< from the mails among the files
    Rejection first_trouble;              ///< reason "" while every file could be read
    /// Lists the file as an attachment, then reads it or what it contains.
    void add(const Enclosed&);
    /// Opens an archive or mail that is itself the submission: its contents are listed and read, the container is not
    /// listed.
    void add_inside(const Enclosed&, Kind);

private:
    struct Waiting;
    void work_off(std::vector<Waiting>&);
    void take(const Enclosed&, int depth, std::vector<Waiting>&);
    void open(const Enclosed&, Kind, int depth, std::vector<Waiting>&);
    void read(const Enclosed&, Kind);
    void add_words(const Letter&);
    void complain(const Rejection&);
    std::string which() const;
    std::size_t bytes_left_ = Package::max_inflated_bytes;
};

/// Returns the draft as a Reading, with the attachments, asides, cuts and problems of its enclosed files.
Reading with_enclosures(Draft, const Enclosures&);

/// Returns the year that `text` consists of, 1900 to 2199, or 0 when it is anything else.
int year_in(std::string_view text);

}  // namespace tangible::ingest
