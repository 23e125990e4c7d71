// A body as lines, each the teller's own until a step says otherwise; the steps of reply.cpp, a file each.
// No step takes the last words that are the teller's own, and each is linear in the body.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

enum class Part : std::uint8_t { own, quoted, signature, disclaimer, device, caution };

struct BodyLine {
    std::string_view text;  ///< without its line end
    Part part = Part::own;
    bool blank = false, quoted = false;  ///< quoted: bears a mark of its own
};

using Body = std::vector<BodyLine>;

bool is_own(const BodyLine&);
/// Whether a line there bears a mark.
bool quote_at(const Body&, std::size_t at);
std::size_t after_blanks(const Body&, std::size_t at);
/// Own lines of [begin, end) become `part`.
void mark(Body&, std::size_t begin, std::size_t end, Part part);
/// The lines with a space between.
std::string joined(const Body&, std::size_t begin, std::size_t last);

/// Whether there are own words above a line.  Lines are only ever cut, so that the first of them
/// moves one way, and asking for each line of a body costs no more than asking once.
class Above {
public:
    bool says_something(const Body&, std::size_t end);

private:
    std::size_t first_ = 0;
};

/// "> words", with what lost its mark on the way.
void mark_quotes(Body&);
/// "On Monday Ann wrote:", with what it stands above.
void cut_attributions(Body&);
/// The first mail that is shown whole, below "From:" and its like or "Original Message".
void cut_shown_mail(Body&);
/// What a mail gateway wrote above, and an organisation's legal words below.
void cut_notices(Body&);
/// Below "-- ", "Sent from my phone", a list's footer, or a block of addresses.
void cut_signature(Body&);
/// "Kind regards, Ann", which stays: how the teller signs is the teller's own words.
std::string closing_of(const Body&);

}  // namespace tangible::ingest
