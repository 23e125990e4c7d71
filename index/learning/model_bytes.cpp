// A model as bytes: "TML2", a number that shows the byte order, the model's parts in the order of each_part(), the
// terms and IDF of its features, and the SHA-256 of all before it as 64 hex digits. Each list is led by its length
// (uint64). Numbers are as in memory: a model is a cache of one machine, and is learned anew where it does not fit.
#include "index/learning/model.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <cstring>
#include <type_traits>

namespace tangible::index {
namespace {

constexpr std::string_view mark = "TML2";
// Reads as 04 03 02 01 where it was written as 01 02 03 04, so a model of a machine with the other byte order is
// refused.
constexpr std::uint32_t order_mark = 0x01020304;
constexpr std::size_t sum_bytes = 64;  ///< of SHA-256 in hex

// Appends numbers, texts and lists of these.
struct Writer {
    std::string out;
    template <class T> void operator()(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    template <class T> void operator()(const std::vector<T>& values) {
        (*this)(static_cast<std::uint64_t>(values.size()));
        if constexpr (std::is_same_v<T, std::string>)
            for (const auto& v : values) (*this)(v);
        else
            out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    }
    void operator()(const std::string& text) {
        (*this)(static_cast<std::uint64_t>(text.size()));
        out += text;
    }
};

// Takes from the front what Writer appended. Lengths are checked against what is left before memory is taken for them.
struct Reader {
    std::string_view left;

    void take(void* to, std::size_t bytes) {
        if (bytes > left.size())
            throw Error(ErrorKind::bad_schema, "a learned model ends too early",
                        "learn again with tangible themes train");
        if (bytes) std::memcpy(to, left.data(), bytes);
        left.remove_prefix(bytes);
    }
    std::size_t length(std::size_t each) {
        std::uint64_t n = 0;
        take(&n, sizeof n);
        if (n > left.size() / each)
            throw Error(ErrorKind::bad_schema, "a learned model ends too early",
                        "learn again with tangible themes train");
        return static_cast<std::size_t>(n);
    }
    template <class T> void operator()(T& value) { take(&value, sizeof value); }
    template <class T> void operator()(std::vector<T>& values) {
        if constexpr (std::is_same_v<T, std::string>) {
            values.resize(length(sizeof(std::uint64_t)));
            for (auto& v : values) (*this)(v);
        } else {
            values.resize(length(sizeof(T)));
            take(values.data(), values.size() * sizeof(T));
        }
    }
    void operator()(std::string& text) {
        text.resize(length(1));
        take(text.data(), text.size());
    }
};

// All parts of a model but its features, in the order of the bytes. Writing and reading both go through this list, so
// they cannot differ.
template <class Each, class M> void each_part(Each& each, M& m) {
    const auto matrix = [&](auto& x) { each(x.rows), each(x.columns), each(x.values); };
    each(m.edition), each(m.themes), each(m.with_vectors), each(m.reviewed), each(m.drawn), each(m.stories);
    each(m.term_weights.terms), each(m.term_weights.idf);
    each(m.term_weights.mean_words), each(m.term_weights.mean_passage_words);
    matrix(m.score.likeness), matrix(m.score.terms), each(m.score.offset);
    each(m.mix), each(m.cuts.all), each(m.cuts.of), each(m.confirmed), each(m.rejected);
    each(m.reliability.bins), each(m.reliability.error), each(m.reliability.error_from_tenth);
}

bool fits(const Matrix& m, std::size_t rows, std::size_t columns) {
    return m.rows == rows && m.columns == columns && m.values.size() == rows * columns;
}

// Whether lists and matrices that belong together have the same size. Scoring does not check again.
bool is_whole(const Model& m, std::size_t terms) {
    const std::size_t n = m.themes.size();
    for (const std::size_t size :
         {m.score.offset.size(), m.mix.size(), m.cuts.of.size(), m.confirmed.size(), m.rejected.size()})
        if (size != n) return false;
    const bool no_terms = m.score.terms.rows == 0 && m.score.terms.values.empty();
    return fits(m.score.likeness, likenesses, n) && m.term_weights.terms.size() == m.term_weights.idf.size() &&
           (no_terms || fits(m.score.terms, terms + WordVectors::dimensions, n));
}

}  // namespace

std::string bytes_of(const Model& m) {
    Writer out;
    out.out = mark;
    out(order_mark);
    each_part(out, m);
    out(m.features.terms()), out(m.features.idf());
    return out.out + sha256_hex(out.out);
}

Model model_from(std::string_view bytes, const Targets& targets) {
    std::uint32_t order = 0;
    if (bytes.size() > mark.size() + sizeof order) std::memcpy(&order, bytes.data() + mark.size(), sizeof order);
    if (!bytes.starts_with(mark) || order != order_mark || bytes.size() < sum_bytes)
        throw Error(ErrorKind::bad_schema, "this is not a learned model", "learn again with tangible themes train");
    const auto inside = bytes.substr(0, bytes.size() - sum_bytes);
    if (sha256_hex(inside) != bytes.substr(inside.size()))
        throw Error(ErrorKind::bad_schema, "a learned model is damaged", "learn again with tangible themes train");
    Reader in{inside.substr(mark.size() + sizeof order)};
    Model m;
    each_part(in, m);
    std::vector<std::uint64_t> terms;
    std::vector<float> idf;
    in(terms), in(idf);
    if (terms.size() != idf.size() || !is_whole(m, terms.size()) || !in.left.empty())
        throw Error(ErrorKind::bad_schema, "a learned model is damaged", "learn again with tangible themes train");
    m.features = Features(std::move(terms), std::move(idf));
    check_fits(m, targets);
    return m;
}

void check_fits(const Model& m, const Targets& targets) {
    if (m.edition != targets.edition() || m.themes.size() != targets.size())
        throw Error(ErrorKind::refused, "the model was learned for another edition of this codebook",
                    "learn again with tangible themes train");
    if (m.with_vectors != WordVectors::all().here())
        throw Error(ErrorKind::refused, "the model was learned by a build with other word vectors",
                    "learn again with tangible themes train");
}

}  // namespace tangible::index
