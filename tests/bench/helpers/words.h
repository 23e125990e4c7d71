// The words of invented stories: sentences with slots, words that fill the slots, and pieces from which
// words and names are invented.  Slots: N noun, V verb in the past, A adjective, P person, L place,
// O organisation, T a phrase that a theme's cues look for, # number, each after a '%'.
#pragma once
#include <string_view>

namespace tangible::bench {

inline constexpr std::string_view english_sentences[] = {
    "When I first met %P, we %V the %N behind %L and talked until the %N closed.",
    "It took us %# months to %V a %A %N that everyone could use.",
    "The people from %O %V %# letters, and not one of them was %A.",
    "In the end %T, and that is what I remember of the %N.",
    "%P said that %T, which made the whole %N feel %A.",
    "I had never %V a %N before, let alone one as %A as this.",
    "We sat in the %A room at %O with the %N between us, and nobody wrote anything down.",
    "By the spring there were %# of us, a %N, two dogs and a %A kettle.",
    "Somebody at %O had %V the %N without telling the %N who lived there.",
    "What changed was small: a %N was %V, a door stayed open, %P came back.",
    "If you ask %P today, she will say that the %A %N was worth more than the %N.",
    "There were %A weeks as well, when the %N was %V and we heard nothing from %L.",
    "Our %N did not fit their %N, so we %V it again on a %A table.",
    "He %V the %N, I %V the %N, and between us we got it to %L by four.",
    "Not everybody agreed; %P thought the %N was %A and said so at every meeting.",
    "The report says %# people took part, but it leaves out the %N and the %A %N.",
    "Later %T, though the %N had already been %V by %O.",
    "Nobody had %V the %N of the %N until we sat down with it for %# evenings.",
    "My neighbour %P %V the %N every Thursday, %A or not.",
    "Between %L and the river there is a %N where the %A %N used to stand.",
    "We asked for a %N; what we got was %# pages about the %N.",
    "“You could have asked,” %P told them, and after that %T.",
    "The %N from %O learnt to %V with us, and we learnt what a %A %N costs.",
    "I keep the %N in a drawer: %# pounds, a %A photograph and a list of names.",
    "Since then the %N at %L has been %V twice, and both times %T.",
    "To be honest the %N was never the point; the %A hours around the %N were.",
};

inline constexpr std::string_view welsh_sentences[] = {
    "Roedd %P yn y neuadd bob bore Mawrth gyda'r tegell a'r %N.",
    "Dydyn ni ddim wedi anghofio'r gaeaf hwnnw yn %L, na'r %# o lythyrau.",
    "Fe ddysgon ni gyda'n gilydd, ac roedd pobl %O yn gwrando am y tro cyntaf.",
    "Mae'r tŷ bach ar bwys yr eglwys yn dal ar agor, diolch i %P.",
    "Doedd neb wedi gofyn i ni o'r blaen sut y dylai'r gwaith edrych.",
    "Cawsom %# o sgyrsiau hir cyn i'r grŵp ymddiried yn ei gilydd.",
};

inline constexpr std::string_view polish_sentences[] = {
    "Spotykaliśmy się w kuchni u %P, bo nigdzie indziej nie było ciepło.",
    "Przez %# miesięcy nikt z %O nie odpowiedział na nasze listy.",
    "Dopiero gdy usiedliśmy razem przy stole, zaczęliśmy sobie ufać.",
    "Moja sąsiadka z %L tłumaczyła każde słowo i nigdy nie wzięła pieniędzy.",
    "Na początku bałam się mówić, później mówiłam za głośno.",
    "W świetlicy żółte ściany pomalowaliśmy sami, %# metrów w dwa dni.",
};

inline constexpr std::string_view cues[] = {
    "we built trust slowly",
    "she kept turning up",
    "they lost trust in the council",
    "we shared a cup of tea",
    "nobody asked us",
    "it was only a tick-box exercise",
    "we made the decision together",
    "they listened to us at last",
    "I found my voice",
    "we designed it together",
    "the funding ran out",
    "we were paid for our time",
    "I felt part of something",
    "my confidence grew",
    "we learned from each other",
    "it changed how the council works",
    "the co-production group met weekly",
    "they let us down",
    "we could disagree",
    "it was an honest conversation",
    "new friendships were made",
    "I made friends for life",
    "they took the credit",
    "the plan changed because of us",
    "we had a safe space",
    "it was in plain language",
    "I was exhausted",
    "there was a power imbalance",
    "other towns copied the idea",
    "the data belonged to us",
    "we trusted each other",
    "it surprised everyone",
};

inline constexpr std::string_view nouns[] = {
    "garden",   "survey",    "kitchen",     "meeting",    "grant",      "bus",     "project",    "story",
    "library",  "clinic",    "partnership", "research",   "allotment",  "letter",  "budget",     "timetable",
    "school",   "canal",     "choir",       "map",        "hall",       "form",    "council",    "report",
    "workshop", "van",       "recipe",      "roof",       "newsletter", "mural",   "playground", "waiting room",
    "charter",  "notebook",  "interview",   "evaluation", "hospital",   "ward",    "bakery",     "bridge",
    "archive",  "recording", "shed",        "pavement",   "crossing",   "leaflet",
};
inline constexpr std::string_view verbs[] = {
    "painted",    "mended",      "counted",    "carried",  "rewrote",   "planted",   "opened",  "measured",
    "translated", "cancelled",   "funded",     "promised", "delivered", "forgot",    "changed", "visited",
    "cleaned",    "designed",    "questioned", "moved",    "shared",    "recorded",  "closed",  "borrowed",
    "explained",  "listened to", "signed",     "printed",  "repaired",  "presented",
};
inline constexpr std::string_view adjectives[] = {
    "small",   "quiet",     "cold",          "honest",        "broken",       "shared",        "proud",    "slow",
    "yellow",  "difficult", "unpaid",        "ordinary",      "patient",      "crowded",       "useful",   "awkward",
    "careful", "angry",     "new",           "damp",          "kind",         "hopeful",       "stubborn", "plain",
    "naïve",   "blasé",     "long-promised", "community-led", "well-meaning", "half-finished",
};
inline constexpr std::string_view given_names[] = {
    "Aisha",  "Brian",  "Carys",  "Dewi",  "Eilidh",     "Farida",  "Gwen",  "Halima",
    "Iestyn", "Joanna", "Kwame",  "Łucja", "Małgorzata", "Niamh",   "Owain", "Parveen",
    "Renée",  "Siân",   "Tomasz", "Uzma",  "Vera",       "Wiesław", "Yusuf", "Zoë",
};
inline constexpr std::string_view organisations[] = {
    "the council",    "the health board", "the university",      "the housing association",
    "the trust",      "the school",       "the charity",         "the lottery",
    "the youth club", "the surgery",      "the library service", "the neighbourhood forum",
};
inline constexpr std::string_view partner_types[] = {
    "community-group", "charity", "council",  "university", "health", "school",
    "housing",         "arts",    "business", "police",     "faith",  "funder",
};

inline constexpr std::string_view openings[] = {
    "b", "br", "c", "ch", "d",  "dr", "f", "g",  "gl", "h", "k",  "l", "ll",
    "m", "n",  "p", "pr", "qu", "r",  "s", "sh", "st", "t", "tr", "v", "w",
};
inline constexpr std::string_view vowels[] = {"a", "e", "i", "o", "u", "ea", "ou", "ai", "oo", "y"};
inline constexpr std::string_view closings[] = {"", "n", "r", "l", "s", "nd", "ck", "m", "th", "rt", "x", "sk"};
inline constexpr std::string_view endings[] = {"", "", "s", "ing", "ed", "er", "ness", "ly", "ation", "ment"};

}  // namespace tangible::bench
