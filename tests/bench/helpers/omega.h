// Xapian Omega with the same stories.  Its index is written as scriptindex writes one (English stems, positions,
// boolean terms, text in the document's data); its CGI program is started for each question, with a template of ten
// hits, ten snippets and the count of all matches.  Its time is the program's whole time: start, opening, answer.  It
// has no facets.
#pragma once
#include "schemas/store/store.h"
#include "tests/bench/helpers/measure.h"
#include "tests/bench/helpers/questions.h"
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <xapian.h>

namespace tangible::bench {

class Omega {
public:
    static constexpr const char* program = "/usr/lib/cgi-bin/omega/omega";

    Omega(const std::filesystem::path& folder, Store& store) : folder_(folder) {
        std::filesystem::create_directories(folder / "templates");
        std::ofstream(folder / "omega.conf")
            << "database_dir " << folder.string() << "\ntemplate_dir " << (folder / "templates").string()
            << "\nlog_dir " << folder.string() << "\ncdb_dir " << folder.string() << "\n";
        std::ofstream(folder / "templates" / "bench")
            << "$set{stemmer,english}$set{flag_wildcard,true}$setmap{boolprefix,year,Y,place,XL,partner,XP}$msize\n"
               "$hitlist{$html{$field{title}}\n$snippet{$field{text}}\n}";
        if (!std::filesystem::exists(folder / "stories")) fill(store);
    }

    /// Makes ten snippets as well; returns how many stories match.
    double ask(const Question& q) const {
        const auto cgi = "DB=stories&FMT=bench&HITSPERPAGE=10&MINHITS=1000000&P=" + escaped(q.words) +
                         (q.words.empty() ? "&B=XVall" : "");
        setenv("OMEGA_CONFIG_FILE", (folder_ / "omega.conf").c_str(), 1);
        setenv("REQUEST_METHOD", "GET", 1);
        setenv("QUERY_STRING", cgi.c_str(), 1);
        auto* answer = popen(program, "r");
        std::string page;
        for (char part[4096]; std::size_t n = fread(part, 1, sizeof part, answer);) page.append(part, n);
        if (pclose(answer) != 0) throw std::runtime_error("omega: " + page);
        const auto body = page.find("\n\n"), windows = page.find("\r\n\r\n");
        return std::strtod(page.c_str() + (windows < body ? windows + 4 : body + 2), nullptr);
    }

private:
    static std::string escaped(const std::string& words) {
        std::string out;
        char hex[4];
        for (const unsigned char c : words) std::snprintf(hex, sizeof hex, "%%%02X", c), out += hex;
        return out;
    }
    static std::string one_line(std::string text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    }
    void fill(Store& store) const {
        Xapian::WritableDatabase db((folder_ / "stories").string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
        Xapian::TermGenerator terms;
        terms.set_stemmer(Xapian::Stem("en"));
        for (const auto& id : store.live())
            if (const auto s = store.story(id, Use::publish)) {
                Xapian::Document document;
                terms.set_document(document);
                terms.index_text(s->title, 1, "S");
                terms.index_text(s->title);
                terms.increase_termpos();
                terms.index_text(s->text);
                for (const auto& partner : s->partners) document.add_boolean_term("XP" + partner);
                document.add_boolean_term("XL" + s->place);
                document.add_boolean_term("Y" + std::to_string(s->year));
                document.add_boolean_term("XVall");
                document.set_data("title=" + s->title + "\ntext=" + one_line(s->text));
                db.add_document(document);
            }
        db.commit();
    }

    std::filesystem::path folder_;
};

}  // namespace tangible::bench
