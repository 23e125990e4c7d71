// The protocol between ReadingPool and its children. A submission is sent packed; the answer is drafts in JSON, or a
// rejection, or an excerpt. The child is not trusted, since it may have been taken over: everything it sends is checked
// before use.
#include "ingest/reading/reading_pool.h"
#include "ingest/confined/pool.h"
#include "ingest/text/charset.h"
#include "schemas/ground/error.h"
#include "schemas/ground/packed.h"
#include "schemas/json/json.h"
#include <cstdint>

namespace tangible::ingest {
namespace {

/// packed() and submission_from() must list the fields in the same order.
std::string packed(const Submission& s) {
    PackedWriter out;
    out.add(s.id).add(name(s.channel)).add(s.media_type).add(s.filename);
    out.add(static_cast<std::uint64_t>(s.received_ms)).add(s.bytes).add(to_json(s.details)).add(s.key).add(s.put_back);
    return out.take();
}

Submission submission_from(std::string_view bytes) {
    PackedReader in(bytes);
    Submission s;
    s.id = in.text();
    s.channel = channel_named(in.text());
    s.media_type = in.text();
    s.filename = in.text();
    s.received_ms = static_cast<std::int64_t>(in.number());
    s.bytes = in.text();
    s.details = details_from_json(in.text());
    s.key = in.text();
    s.put_back = in.list();
    return s;
}

std::string packed(const Reading& reading) {
    if (const auto* no = std::get_if<Rejection>(&reading))
        return PackedWriter().add("no").add(no->reason).add(no->detail).take();
    return PackedWriter().add("drafts").add(to_json(std::get<std::vector<Draft>>(reading))).take();
}

Reading reading_from(std::string_view bytes) {
    PackedReader in(bytes);
    const std::string kind = in.text();
    if (kind == "drafts") return drafts_from_json(in.text());
    std::string reason = in.text();
    return Rejection{std::move(reason), in.text()};
}

/// What a child may be asked for.
constexpr std::string_view a_reading = "read", an_excerpt = "excerpt", a_raw_excerpt = "raw excerpt";

std::string question(std::string_view wanted, const Submission& s, std::string_view transcript = {}) {
    return PackedWriter().add(wanted).add(transcript).add(packed(s)).take();
}

std::string packed(const Excerpt& e) {
    return PackedWriter().add(e.words).add(e.hex).add(e.is_whole).add(e.was_read).take();
}

Excerpt excerpt_from(std::string_view bytes) {
    PackedReader in(bytes);
    Excerpt e;
    e.words = in.text();
    e.hex = in.text();
    e.is_whole = in.number() != 0;
    e.was_read = in.number() != 0;
    return e;
}

/// The job that each child runs: reads a question and returns the answer.
std::string answered(std::string_view asked) {
    PackedReader in(asked);
    const std::string wanted = in.text(), transcript = in.text();
    const Submission submission = submission_from(in.text());
    if (wanted == a_reading) return packed(read(submission, transcript));
    return packed(excerpt(submission, wanted == a_raw_excerpt));
}

// A small mail and a small PDF, which together make the libraries load all that they load late: charset tables, fonts,
// the tables of languages.
constexpr std::string_view warming_mail =
    "From: =?iso-8859-1?q?Ann=E9?= <a@example.org>\r\nDate: Mon, 4 Mar 2019 10:20:30 +0100\r\n"
    "Subject: warm\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>Warm words, one after the other.";
constexpr std::string_view warming_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
    "/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 32>>stream\nBT /F 9 Tf 9 9 Td (Warm) Tj ET  \nendstream "
    "endobj\ntrailer<</Root 1 0 R>>\n";

}  // namespace

void warm_up() {
    load_rare_charsets();
    for (const auto& [filename, bytes] : {std::pair{"warm.eml", warming_mail}, std::pair{"warm.pdf", warming_pdf}}) {
        Submission submission;
        submission.filename = filename;
        submission.bytes = bytes;
        read(submission);
    }
}

struct ReadingPool::Impl : Pool {
    using Pool::Pool;
};

ReadingPool::ReadingPool(int children, const Limits& limits)
    : impl_(std::make_unique<Impl>(children, answered, warm_up, limits)) {}
ReadingPool::~ReadingPool() = default;

Reading ReadingPool::read(const Submission& submission, std::string_view transcript, std::chrono::milliseconds most) {
    Answer answer = impl_->ask(question(a_reading, submission, transcript), most);
    if (!answer.ok) return std::move(answer.rejection);
    try {
        return reading_from(answer.bytes);
    } catch (const Error&) {
        // Whatever the child sent, it was no reading: treat it as if it had crashed.
        return Rejection{"crashed", "The program that reads files gave a result that cannot be used."};
    }
}

Excerpt ReadingPool::excerpt(const Submission& submission) {
    for (const auto wanted : {an_excerpt, a_raw_excerpt}) {
        const Answer answer = impl_->ask(question(wanted, submission));
        if (!answer.ok) continue;
        try {
            return excerpt_from(answer.bytes);
        } catch (const Error&) {
        }
    }
    return {};
}

int ReadingPool::children() const { return impl_->children(); }

}  // namespace tangible::ingest
