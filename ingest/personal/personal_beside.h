// The words beside a known name that show whether it is somebody's: words that make it a place, a thing or an
// organisation, and names that are months and cities too. All in lower case.
//
// When in doubt, a word stands here only if stories have it more often in that sense. A name that is reported too much
// costs a look; one that is missed may cost somebody.
#pragma once
#include <array>
#include <string_view>

namespace tangible::ingest {

/// Last words of organisations and places: a name, or a chain of capitals, that ends in one of these is not a person
/// ("Amina Street", "Marie Curie Nurses").
inline constexpr std::array<std::string_view, 117> organisations = {
    "lodge",       "manor",     "bypass",      "investments", "street",   "road",       "avenue",    "drive",
    "crescent",    "terrace",   "gardens",     "square",      "lane",     "close",      "court",     "place",
    "way",         "row",       "grove",       "mill",        "field",    "house",      "estate",    "bridge",
    "station",     "airport",   "river",       "valley",      "island",   "islands",    "bay",       "beach",
    "county",      "city",      "town",        "village",     "province", "north",      "south",     "east",
    "west",        "park",      "centre",      "center",      "hospital", "infirmary",  "surgery",   "clinic",
    "ward",        "unit",      "hospice",     "practice",    "pharmacy", "nursery",    "school",    "college",
    "university",  "academy",   "institute",   "library",     "museum",   "gallery",    "theatre",   "cinema",
    "church",      "cathedral", "chapel",      "abbey",       "mosque",   "synagogue",  "trust",     "foundation",
    "council",     "board",     "office",      "service",     "services", "department", "ministry",  "society",
    "association", "union",     "club",        "group",       "company",  "ltd",        "limited",   "plc",
    "inc",         "llc",       "corp",        "corporation", "bank",     "hotel",      "inn",       "arms",
    "project",     "programme", "partnership", "network",     "charity",  "fund",       "aid",       "prize",
    "award",       "festival",  "nurse",       "nurses",      "care",     "army",       "orchestra", "band",
    "choir",       "team",      "rovers",      "united",      "fc"};
/// Those that also follow in lower case: "Ruby ward", "James Cook hospital".
inline constexpr std::array<std::string_view, 18> sites = {
    "street",  "road",   "avenue",  "lane",       "ward",   "hospital", "infirmary", "surgery", "clinic",
    "hospice", "school", "college", "university", "centre", "church",   "park",      "library", "province"};
/// Like `organisations`, but these are surnames too. They end a place's name only after a word that leads to a place:
/// "at Grace Hill" is a place, "said Grace Hill" a person.
inline constexpr std::array<std::string_view, 8> landscape = {"hill", "hall", "green", "temple",
                                                              "lake", "wood", "woods", "banks"};
/// Words after which a name is a place: "in Chelsea".
inline constexpr std::array<std::string_view, 12> places_follow = {
    "in", "at", "near", "around", "across", "outside", "inside", "within", "via", "towards", "throughout", "into"};
/// Words after which a name is a thing: "the Hope", "a project called Hope".
inline constexpr std::array<std::string_view, 12> things_follow = {
    "the", "a", "an", "this", "that", "these", "those", "each", "every", "called", "named", "entitled"};
/// Words after which a name that is as often a place as a person is taken for the place.
inline constexpr std::array<std::string_view, 11> either_follows = {
    "on", "upon", "from", "to", "of", "for", "through", "between", "visit", "visiting", "leaving"};
/// Words that begin the name of a place or of a storm: "New York", "St Helens".
inline constexpr std::array<std::string_view, 21> leads = {
    "st",    "saint", "new",  "north", "south", "east", "west",  "great",     "greater", "upper", "lower",
    "mount", "port",  "fort", "lake",  "cape",  "san",  "santa", "hurricane", "storm",   "rue"};
/// First names that in stories from the UK are as often cities and the like.
inline constexpr std::array<std::string_view, 43> place_names = {
    "london",   "paris",    "york",     "bradford", "chester", "ely",     "lincoln", "preston",  "derry",
    "chelsea",  "florence", "victoria", "clifton",  "austin",  "houston", "dallas",  "savannah", "carolina",
    "virginia", "sydney",   "adelaide", "skye",     "iona",    "lewis",   "harris",  "barry",    "burton",
    "clare",    "kerry",    "tyrone",   "shannon",  "leigh",   "ashton",  "milton",  "milan",    "vienna",
    "sofia",    "geneva",   "sutton",   "brent",    "verona",  "stanley", "trent"};
/// Countries whose names are more often people's.
inline constexpr std::array<std::string_view, 2> peoples_own = {"jordan", "georgia"};
/// First names that, alone, mean a month, a season, a people or a faith.
inline constexpr std::array<std::string_view, 20> never_alone = {
    "love",  "eve",    "sing",   "long",   "may",   "spring", "summer", "autumn",  "winter", "christian",
    "roman", "german", "norman", "danish", "jesus", "christ", "santa",  "america", "asia",   "africa"};
/// Words in the lists of names that begin no name in English.
inline constexpr std::array<std::string_view, 20> never = {"so",  "an",   "all", "on", "has", "are", "fab",
                                                           "my",  "your", "ive", "im", "la",  "le",  "les",
                                                           "los", "las",  "el",  "ok", "na",  "co"};
/// What only people do: "Mark said". Makes a name of a word that alone could be anything.
inline constexpr std::array<std::string_view, 18> people_say = {
    "said",    "says", "told",  "tells",  "asked",   "asks",  "replied", "explained", "thinks",
    "thought", "knew", "knows", "smiled", "laughed", "spoke", "phoned",  "shouted",   "emailed"};

}  // namespace tangible::ingest
