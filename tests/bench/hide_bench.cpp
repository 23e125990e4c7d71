// A text of --places words that are hidden (60,000), of ten names in turn, among others: what it takes to make the text
// as others see it, and to carry the decisions over a correction of every thousandth line.  The peer makes the same
// text by replacing name after name, as std::string can, and knows nothing of places.  With twice the places, to see
// the growth.
#include "schemas/shapes/redaction.h"
#include "tests/bench/helpers/measure.h"
#include <cmath>

namespace {

using namespace tangible;

struct Hidden {
    std::string text, corrected;
    std::vector<Redaction> all;
};

std::string name_of(std::size_t place) { return "Vexworth" + std::string(1, static_cast<char>('a' + place % 10)); }

Hidden hidden(std::size_t places) {
    Hidden h;
    for (std::size_t i = 0; i < places; ++i) {
        const auto name = name_of(i), before = "Then in week " + std::to_string(i) + " came ";
        const auto begin = static_cast<std::uint32_t>(h.text.size() + before.size());
        const Span span{begin, begin + static_cast<std::uint32_t>(name.size())};
        h.all.push_back({static_cast<std::int64_t>(i) + 1, StoryField::text, span, name, "[name]", "mo", 1});
        h.text += before + name + " with tea.\n";
        h.corrected += before + name + (i % 1000 ? " with tea.\n" : " with cake, and washed the dishes.\n");
    }
    return h;
}

std::string replaced(std::string text) {
    for (std::size_t n = 0; n < 10; ++n) {
        const auto name = name_of(n);
        std::string out;
        std::size_t at = 0;
        for (std::size_t found; (found = text.find(name, at)) != text.npos; at = found + name.size())
            out.append(text, at, found - at) += "[name]";
        text = out.append(text, at);
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace tangible::bench;
    std::size_t places = 60'000;
    const Arguments arguments(argc, argv, {{"--places", &places}});
    Figures figures("hide", arguments);
    double shown[2], carry[2], peer[2];
    for (const std::size_t twice : {0, 1}) {
        const auto h = hidden(places << twice);
        std::string seen, same;
        std::vector<Redaction> now;
        shown[twice] = timed([&] { seen = Redacted(h.text, h.all).text(); }).cpu();
        peer[twice] = timed([&] { same = replaced(h.text); }).cpu();
        carry[twice] = timed([&] { now = carried(h.all, h.text, h.corrected); }).cpu();
        if (seen != same || now.size() != h.all.size()) return std::fputs("the texts differ\n", stderr), 1;
    }
    figures.add("show", 1000 * shown[0], "ms");
    figures.add("carry", 1000 * carry[0], "ms");
    figures.add("replace_by_name", 1000 * peer[0], "ms");
    figures.add("replace_by_name / show", peer[0] / shown[0], "");
    figures.add("replace_by_name / carry", peer[0] / carry[0], "");
    figures.add("show_growth", std::log2(shown[1] / shown[0]), "exponent");
    figures.add("carry_growth", std::log2(carry[1] / carry[0]), "exponent");
}
