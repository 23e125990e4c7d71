// The body of a mail as lines, each of them the teller's own until a step says otherwise, and the steps of reply.cpp,
// one file each. No step cuts the last words that are the teller's own, and each is linear in the body.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Whose a line is: the teller's own, quoted from others, or one of the kinds of CutKind.
enum class Part : std::uint8_t { own, quoted, signature, disclaimer, device, caution };

/// A line of the body; `text` is a view into it.
struct BodyLine {
    std::string_view text;  ///< without its line end
    Part part = Part::own;
    bool blank = false, quoted = false;  ///< quoted: has a quote mark of its own
};

using Body = std::vector<BodyLine>;

/// Decides whether a line is the teller's own and not blank.
bool is_own(const BodyLine&);
/// Decides whether there is a line at `at` and it has a quote mark.
bool quote_at(const Body&, std::size_t at);
/// Returns the index of the first line from `at` on that is not blank, or the number of lines.
std::size_t after_blanks(const Body&, std::size_t at);
/// Makes the own lines of [begin, end) `part`; lines that are cut already keep what they are.
void mark(Body&, std::size_t begin, std::size_t end, Part part);
/// Returns the lines from `begin` to `last`, inclusive, joined with spaces.
std::string joined(const Body&, std::size_t begin, std::size_t last);

/// Answers whether the teller has said anything above a line. Use one object for one walk down the body: lines are only
/// ever cut, so the first own line moves down only, and asking for every line costs no more than asking once.
class Above {
public:
    /// Decides whether any line above `end` is the teller's own and no ruler.
    bool says_something(const Body&, std::size_t end);

private:
    std::size_t first_ = 0;
};

/// Marks quoted lines, and those that lost their mark when a program broke them once more.
void mark_quotes(Body&);
/// Cuts attributions ("On Monday Ann wrote:") and, where the words below have no marks, all that follows.
void cut_attributions(Body&);
/// Cuts the first mail that is shown whole, below "From:" and the like or "Original Message".
void cut_shown_mail(Body&);
/// Cuts what a mail gateway wrote above the words, and an organisation's legal text below them.
void cut_notices(Body&);
/// Cuts signatures: below "-- ", "Sent from my phone", a mailing list's footer, or a block of contact details.
void cut_signature(Body&);
/// Returns the closing at the end, such as "Kind regards, Ann", or "". It is not cut: how tellers sign is their own
/// words.
std::string closing_of(const Body&);

}  // namespace tangible::ingest
