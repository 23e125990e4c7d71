// Writes the list behind known_words.h when Tangible is built: the names of Debian's ruby-faker, and which words are
// ordinary English.  A line is a word, a space and its marks, f first name, l last name, p place, w ordinary word;
// sorted by its bytes, as C string literals.  Usage: known_words LOCALES DICTIONARY OUT
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <yaml-cpp/yaml.h>

namespace {

namespace fs = std::filesystem;

using Marks = std::map<std::string, std::set<char>>;

/// Which lists of a locale give which mark.
constexpr std::pair<const char*, const char*> name_keys[] = {
    {"first_name", "f"},         {"male_first_name", "f"},       {"female_first_name", "f"},
    {"neutral_first_name", "f"}, {"malay_male_first_name", "f"}, {"malay_female_first_name", "f"},
    {"last_name", "l"},          {"male_last_name", "l"},        {"female_last_name", "l"},
    {"man_last_name", "l"},      {"woman_last_name", "l"},       {"surname", "l"},
};
constexpr std::pair<const char*, const char*> place_keys[] = {{"country", "p"}, {"county", "p"}, {"uk_country", "p"}};

std::set<std::string> ordinary_words(const char* file) {
    std::set<std::string> out;
    std::ifstream in(file);
    for (std::string word; std::getline(in, word);)
        if (word.size() > 1 && word[0] >= 'a' && word[0] <= 'z' && word.find('\'') == word.npos) out.insert(word);
    return out;
}

/// With a capital of Latin script before a small letter or an apostrophe, as a name is written in a sentence.
bool written_as_name(const std::string& word) {
    const auto at = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0; };
    const bool latin = (at(0) >= 'A' && at(0) <= 'Z') || (at(0) >= 0xC3 && at(0) <= 0xC9);
    const auto next = at(at(0) >= 0xC3 ? 2 : 1);
    return latin && next != 0 && !(next >= 'A' && next <= 'Z') && word.find_first_of("#(){}.,_ ") == word.npos;
}

std::string lower(std::string word) {
    if (word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] + 32);
    return word;
}

struct List {
    Marks marks;
    std::set<std::string> ordinary;

    /// "Abu Bakar" is two words.  An ordinary word of English and one of two letters are names only when English lists
    /// say so: "Made" and "Very" are Dutch names.
    void add(const std::string& name, char mark, bool english) {
        std::istringstream words(name);
        for (std::string word; words >> word;)
            if (written_as_name(word) && (english || (word.size() > 2 && !ordinary.contains(lower(word)))))
                marks[word].insert(mark);
    }

    void add_all(const YAML::Node& of, const auto& keys, bool english, bool whole = false) {
        for (const auto& [key, mark] : keys) {
            const YAML::Node items = of[key];
            if (!items || !items.IsSequence()) continue;
            for (const auto& item : items)
                if (item.IsScalar() && !(whole && item.Scalar().find(' ') != std::string::npos))
                    add(item.Scalar(), mark[0], english);
        }
    }
};

void read_locale(const fs::path& file, List& list) {
    const std::string locale = file.parent_path().filename() == "locales" ? file.stem() : file.parent_path().filename();
    const bool english = locale.starts_with("en");
    for (const auto& top : YAML::LoadFile(file)) {
        const YAML::Node faker = top.second["faker"];
        if (!faker || !faker.IsMap()) continue;
        if (const auto name = faker["name"]; name && name.IsMap()) list.add_all(name, name_keys, english);
        // Places are wanted as English names them, those of one word.
        if (const auto address = faker["address"]; english && address && address.IsMap())
            list.add_all(address, place_keys, true, true);
    }
}

List read_all(const fs::path& locales, const char* dictionary) {
    List list{{}, ordinary_words(dictionary)};
    for (const auto& entry : fs::recursive_directory_iterator(locales)) {
        const fs::path& file = entry.path();
        const bool of_names = file.filename() == "name.yml" || file.filename() == "address.yml";
        if (file.extension() == ".yml" && (of_names || file.parent_path() == locales)) read_locale(file, list);
    }
    for (const std::string& word : list.ordinary) list.marks[word].insert('w');
    return list;
}

}  // namespace

int main(int count, char** words) try {
    if (count != 4) throw std::runtime_error("usage: known_words LOCALES DICTIONARY OUT");
    const List list = read_all(words[1], words[2]);
    if (list.marks.size() < 10000 || !list.marks.contains("Amina") || list.ordinary.size() < 10000)
        throw std::runtime_error("too few names or words in " + std::string(words[1]) + " and " + words[2]);
    std::ofstream out(words[3]);
    for (const auto& [word, marks] : list.marks)
        out << '"' << word << ' ' << std::string(marks.begin(), marks.end()) << "\\n\"\n";
    out.close();
    return out ? 0 : 1;
} catch (const std::exception& e) {
    std::cerr << "known_words: " << e.what() << '\n';
    return 1;
}
