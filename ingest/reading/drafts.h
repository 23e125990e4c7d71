// How each kind of submission becomes drafts; read() chooses.  Inside ingest/ only.
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

/// Makes `text` the draft's story: without list signs, normal, with its language.
void set_text(Draft&, std::string_view text);
/// Those of a document that hold words, made normal.
void add_asides(std::vector<Aside>& to, const std::vector<Aside>& found);

/// What a mail says, as lines: its plain part, or its HTML part when that says much more.
struct LetterBody {
    std::string text;
    bool plain = true;
};
LetterBody body_of(const Letter&);

/// By kind: as it went over the wire, or as Outlook keeps it.
Letter letter_in(std::string_view bytes, Kind);
/// What the sender wrote, without quoted replies and signature, which go to the cuts of the draft.
std::string words_of(const Letter&, Draft&, const std::vector<std::string>& put_back = {});

/// A file that came along with a mail or a form.
struct Enclosed {
    std::string_view bytes, filename, media_type, charset;
    bool beside_words = false;  ///< the mail around it has a text
};

/// Text of enclosed files, each a paragraph or more, put behind what a person wrote.  Files within files are opened
/// too, 3 deep, 1,000 files, 200 MiB in all.
struct Enclosures {
    std::string text, title;
    std::vector<Attachment> attachments;
    std::vector<Aside> asides;  ///< normal
    std::vector<std::string> problems;
    std::vector<Cut> cuts;
    Rejection first_trouble;
    void add(const Enclosed&);
    /// What is in an archive or a mail that is itself the submission, and not listed.
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

/// The draft, and what its enclosed files are and could not give.
Reading with_enclosures(Draft, const Enclosures&);

/// 1900 to 2199; 0 when `text` is no such year.
int year_in(std::string_view text);

}  // namespace tangible::ingest
