// How each kind of submission becomes drafts; read() chooses.  Inside ingest/ only.
#pragma once
#include "ingest/documents.h"
#include "ingest/read.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

Reading read_letter(const Submission&);       ///< mail
Reading read_post(const Submission&);         ///< web form
Reading read_table(const Submission&, Kind);  ///< csv or xlsx, a story a row
Reading read_document(const Submission&, Kind);

/// Makes `text` the draft's story: without list signs, normal, with its language.
void set_text(Draft&, std::string_view text);

/// A file that came along with a mail or a form.
struct Enclosed {
    std::string_view bytes, filename, media_type, charset;
};

/// Text of enclosed files, each a paragraph or more, put behind what a person wrote.
struct Enclosures {
    std::string text, title;
    std::vector<Attachment> attachments;
    std::vector<std::string> problems;
    Rejection first_trouble;
    void add(const Enclosed&);
};

/// The draft when it holds text; else what kept the enclosed files from being read.
Reading draft_or_trouble(Draft, const Enclosures&);

/// 1900 to 2199; 0 when `text` is no such year.
int year_in(std::string_view text);

}  // namespace tangible::ingest
