// begin(), add() and end() append to flat arrays. write() sorts the terms, distributes the postings among them with a
// counting sort (ordered()), and then fills the four tables one after another.
#include "index/glass/make/inverter.h"
#include "index/glass/make/deflater.h"
#include "index/glass/make/termlists.h"
#include "index/glass/packing.h"
#include "index/glass/places.h"
#include <algorithm>
#include <memory>

namespace tangible::index::glass {
namespace {

// The first eight bytes of a term as a number that sorts as they do: most terms are told apart without looking at their
// bytes, which are scattered in memory.
struct Beginning {
    std::uint64_t begins;
    std::uint32_t number;
};
std::uint64_t beginning(std::string_view term) {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i) n = n << 8 | (i < term.size() ? static_cast<unsigned char>(term[i]) : 0);
    return n;
}

// The numbers of the terms that occur, in the order of the terms' bytes.
std::vector<std::uint32_t> in_order(const Strings& terms, const std::vector<std::uint32_t>& counts) {
    std::vector<Beginning> all;
    for (std::uint32_t n = 0; n < counts.size(); ++n)
        if (counts[n] > 0) all.push_back({beginning(terms[n]), n});
    std::sort(all.begin(), all.end(), [&](const Beginning& a, const Beginning& b) {
        return a.begins != b.begins ? a.begins < b.begins : terms[a.number] < terms[b.number];
    });
    std::vector<std::uint32_t> numbers(all.size());
    std::transform(all.begin(), all.end(), numbers.begin(), [](const Beginning& b) { return b.number; });
    return numbers;
}

// The key of a document in termlist and docdata.
std::string key_of(std::uint32_t docid) {
    std::string key;
    add_sortable(key, docid);
    return key;
}

// Adds a value, deflated where that makes it shorter.
void add_shorter(TableWriter& to, std::string_view key, std::string_view value, Deflater& deflater) {
    const auto shorter = deflater.deflated(value);
    to.add(key, shorter.empty() ? value : shorter, !shorter.empty());
}

}  // namespace

/// Terms in their order, and the postings of each.
struct Inverter::Order {
    struct Sorted {
        std::uint32_t docid, occurrences, places, places_end;
    };
    std::string letters;                   ///< of the terms, one after the other, so that neighbours lie together
    std::vector<std::uint32_t> text_ends;  ///< by place in the order: where the term ends in `letters`
    /// Numbers of the terms in order; and by number, the place in that order.
    std::vector<std::uint32_t> terms, place;
    std::unique_ptr<Sorted[]> postings;  ///< by term, then by document
    std::vector<std::uint32_t> ends;     ///< by place: where the postings of the term end
    std::string_view text(std::size_t place) const {
        const auto from = place == 0 ? 0 : text_ends[place - 1];
        return std::string_view(letters).substr(from, text_ends[place] - from);
    }
    std::span<const Sorted> of(std::size_t place) const {
        const auto from = place == 0 ? 0 : ends[place - 1];
        return {postings.get() + from, ends[place] - from};
    }
};

void Inverter::begin(std::uint32_t docid) {
    documents_.push_back({docid, 0, 0, 0, 0});
    next_slot_ = 0;
}

void Inverter::add(std::uint32_t term, std::uint32_t occurrences, std::span<const std::uint32_t> places) {
    if (!places.empty()) add_places(places_, places);
    postings_.push_back({term, documents_.back().docid, occurrences, static_cast<std::uint32_t>(places_.size())});
    documents_.back().length += occurrences;
    statistics_.most_occurrences = std::max(statistics_.most_occurrences, occurrences);
}

void Inverter::add_value(std::uint32_t slot, std::string_view value) {
    if (value.empty()) return;
    add_number(slots_, slot - next_slot_);
    next_slot_ = slot + 1;
    values_[slot].add(documents_.back().docid, value);
}

void Inverter::end(std::string_view data) {
    auto& held = documents_.back();
    data_ += data;
    held.postings_end = postings_.size(), held.data_end = data_.size(), held.slots_end = slots_.size();
    lengths_.add(held.docid, held.length);
    statistics_.add(held.docid, held.length);
}

void Inverter::clear() {
    documents_.clear(), postings_.clear(), places_.clear(), data_.clear(), slots_.clear();
    values_.clear(), lengths_.clear();
    statistics_ = {};
}

std::size_t Inverter::bytes() const {
    return postings_.size() * (sizeof(Posting) + sizeof(Order::Sorted)) + places_.size() + data_.size() + slots_.size();
}

Inverter::Order Inverter::ordered(const Strings& terms) const {
    std::vector<std::uint32_t> counts(terms.size());
    for (const auto& p : postings_) ++counts[p.term];
    Order order{{}, {}, in_order(terms, counts), std::vector<std::uint32_t>(terms.size()), {}, {}};
    std::uint32_t before = 0;
    for (std::uint32_t at = 0; at < order.terms.size(); ++at) {
        order.letters += terms[order.terms[at]];
        order.text_ends.push_back(static_cast<std::uint32_t>(order.letters.size()));
        order.place[order.terms[at]] = at;
        order.ends.push_back(before);
        before += counts[order.terms[at]];
    }
    // From here on `ends` says where the next posting of each term goes, and when all are placed, where they end.
    // Postings come document by document, so those of a term stay in the order of documents.
    order.postings = std::make_unique_for_overwrite<Order::Sorted[]>(postings_.size());
    std::uint32_t places = 0;
    for (const auto& p : postings_) {
        order.postings[order.ends[order.place[p.term]]++] = {p.docid, p.occurrences, places, p.places_end};
        places = p.places_end;
    }
    return order;
}

void Inverter::write_postings(TableWriter& to, const Order& order) const {
    write_values(to, values_);
    write_lengths(to, lengths_);
    for (std::size_t at = 0; at < order.terms.size(); ++at) {
        Postings all;
        for (const auto& posting : order.of(at)) {
            ++all.documents;
            all.occurrences += posting.occurrences;
            all.chunks.add(posting.docid, posting.occurrences);
        }
        std::string term;
        add_term(term, order.text(at));
        glass::write_postings(to, term, all);
    }
}

void Inverter::write_places(TableWriter& to, const Order& order) const {
    std::string key;
    for (std::size_t at = 0; at < order.terms.size(); ++at) {
        key.clear();
        add_term(key, order.text(at));
        key += '\0';
        const auto term_bytes = key.size();
        for (const auto& posting : order.of(at)) {
            if (posting.places == posting.places_end) continue;
            key.resize(term_bytes);
            add_sortable(key, posting.docid);
            to.add(key, std::string_view(places_).substr(posting.places, posting.places_end - posting.places));
        }
    }
}

void Inverter::write_termlists(TableWriter& to, const Order& order) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> terms;  // place in the order, occurrences
    TermList list;
    Deflater deflater;
    std::size_t posting = 0, slot = 0;
    for (const auto& held : documents_) {
        terms.clear();
        for (; posting < held.postings_end; ++posting)
            terms.emplace_back(order.place[postings_[posting].term], postings_[posting].occurrences);
        std::sort(terms.begin(), terms.end());
        list.begin(held.length, terms.size());
        for (const auto& [place, occurrences] : terms) list.add(order.text(place), occurrences);
        auto key = key_of(held.docid);
        add_shorter(to, key, list.bytes(), deflater);
        if (held.slots_end > slot) to.add(key += '\0', std::string_view(slots_).substr(slot, held.slots_end - slot));
        slot = held.slots_end;
    }
}

void Inverter::write_data(TableWriter& to) const {
    Deflater deflater;
    std::size_t from = 0;
    for (const auto& held : documents_) {
        if (held.data_end > from)
            add_shorter(to, key_of(held.docid), std::string_view(data_).substr(from, held.data_end - from), deflater);
        from = held.data_end;
    }
}

void Inverter::write(const std::filesystem::path& folder, const Strings& terms) const {
    const auto order = ordered(terms);
    Version version;
    version.statistics = statistics_;
    const auto table = [&](Table which, auto fill) {
        TableWriter to(folder, which);
        fill(to);
        version.roots[which] = to.finish();
    };
    table(postlist, [&](TableWriter& to) { write_postings(to, order); });
    table(position, [&](TableWriter& to) { write_places(to, order); });
    table(termlist, [&](TableWriter& to) { write_termlists(to, order); });
    table(docdata, [&](TableWriter& to) { write_data(to); });
    glass::write(version, folder);
}

}  // namespace tangible::index::glass
