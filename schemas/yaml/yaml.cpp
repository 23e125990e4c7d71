// The only file that includes yaml-cpp.
//
// It uses the events of yaml-cpp's parser and not its tree of nodes.  That tree accepts duplicate keys, of which one is
// lost, and follows aliases, with which a few lines can stand for gigabytes.  parse() checks size and encoding, lets
// the parser run with a Builder that makes our own tree, and turns the library's errors into ours.
#include "schemas/yaml/yaml.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include "schemas/system/file.h"
#include <algorithm>
#include <sstream>
#include <unordered_set>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace tangible::yaml {
namespace {

// These bound the cost of a stranger's file.  Our largest codebook has a tenth of the bytes and under 10 levels.
constexpr std::size_t max_bytes = 1 << 20, max_depth = 40, max_nodes = 50'000;

[[noreturn]] void complain_at(const std::string& file, int line, const std::string& what,
                              const std::string& hint = {}) {
    Node there;
    there.file = file;
    there.line = line;
    there.complain(what, hint);
}

// Builds the tree from the parser's events.  The maps and lists that are still open are on a stack of its own
// (`open_`), so depth and number can be limited and building needs no recursion.
class Builder : public YAML::EventHandler {
public:
    explicit Builder(std::string file) : file_(std::move(file)) {}

    Node take() { return std::move(root_); }
    /// yaml-cpp counts lines from 0, Node from 1.
    void complain(const YAML::Mark& mark, const std::string& what, const std::string& hint = {}) const {
        complain_at(file_, mark.line + 1, what, hint);
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (whole_) complain(mark, "a second document begins here", "write one document in each file");
    }
    void OnDocumentEnd() override { whole_ = true; }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { scalar(mark, "", anchor, ""); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        complain(mark, "aliases (*name) are not supported", "write the value out");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        scalar(mark, tag, anchor, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    /// A map or list whose end has not come yet.
    struct Open {
        Node node;
        std::unordered_set<std::string> keys;  ///< of a map: all so far
        std::string key;                       ///< of a map: the last one, if `has_key`
        int key_line = 0;
        bool has_key = false;  ///< a key was read and its value comes next
    };

    void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor) complain(mark, "anchors (&name) are not supported", "write the value out where it is needed");
        // "!" and "?" are what the parser gives for a quoted and a plain scalar without a tag.
        if (!tag.empty() && tag != "!" && tag != "?")
            complain(mark, "tags (!name) are not supported", "remove the tag");
        if (++nodes_ > max_nodes) complain(mark, "the file has more than " + in_digits(max_nodes) + " values");
    }

    void scalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
        check(mark, tag, anchor);
        if (awaits_key()) return key(mark, value);
        Node n;
        n.text = value;
        place(std::move(n), mark.line + 1);
    }

    void key(const YAML::Mark& mark, const std::string& value) {
        auto& map = open_.back();
        if (value == "<<") complain(mark, "merge keys (<<) are not supported", "write the members out");
        if (!map.keys.insert(value).second) complain(mark, "'" + value + "' appears twice", "remove one of them");
        map.key = value;
        map.key_line = mark.line + 1;
        map.has_key = true;
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
        check(mark, tag, anchor);
        if (awaits_key()) complain(mark, "a key must be a word");
        if (open_.size() >= max_depth)
            complain(mark, "the values are nested more than " + std::to_string(max_depth) + " levels deep");
        Open o;
        o.node.kind = kind;
        o.node.line = mark.line + 1;
        open_.push_back(std::move(o));
    }

    void close() {
        auto done = std::move(open_.back().node);
        open_.pop_back();
        auto line = done.line;
        place(std::move(done), line);
    }

    bool awaits_key() const {
        return !open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key;
    }

    // Puts a finished node where it belongs.  A map's value gets the line of its key, where a person would look for it.
    void place(Node n, int line) {
        n.file = file_;
        n.line = line;
        if (open_.empty()) {
            root_ = std::move(n);
        } else if (auto& parent = open_.back(); parent.node.kind == Node::Kind::list) {
            parent.node.items.push_back(std::move(n));
        } else {
            n.line = parent.key_line;
            parent.node.members.push_back({std::move(parent.key), std::move(n)});
            parent.has_key = false;
        }
    }

    std::string file_;
    std::vector<Open> open_;
    Node root_;
    std::size_t nodes_ = 0;
    bool whole_ = false;
};

// Returns the length of the UTF-8 sequence at the front (RFC 3629); 0 when there is none.
std::size_t utf8_length(std::string_view s) {
    auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    auto first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        bool fits = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0);
        return fits && follows(1) && follows(2) ? 3 : 0;
    }
    bool fits = first >= 0xF0 && first <= 0xF4 && (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
    return fits && follows(1) && follows(2) && follows(3) ? 4 : 0;
}

void check_encoding(std::string_view text, const std::string& file) {
    int line = 1;
    for (std::size_t at = 0, length; at < text.size(); at += length) {
        length = utf8_length(text.substr(at, 4));
        if (!length || text[at] == '\0')
            complain_at(file, line, "the file is not UTF-8 text", "save the file as UTF-8");
        line += text[at] == '\n';
    }
}

}  // namespace

Node parse(std::string_view text, std::string_view file_name) {
    std::string file(file_name);
    if (text.size() > max_bytes)
        complain_at(file, 1, "the file is larger than " + in_bytes(max_bytes), "split it into several files");
    check_encoding(text, file);
    // Ends the document with "...".  Without that, yaml-cpp would silently close a quote that is still open at the end
    // of the file, and the rest of the file would be one long text.
    bool ends_line = text.empty() || text.back() == '\n';
    std::istringstream in(std::string(text) + (ends_line ? "...\n" : "\n...\n"));
    Builder builder(file);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& e) {
        complain_at(file, std::max(e.mark.line, 0) + 1, "this is not YAML: " + e.msg,
                    "look for an open quotation mark or bracket, or a line that is indented too far");
    }
    auto root = builder.take();
    if (root.kind == Node::Kind::scalar && root.text.empty()) complain_at(file, 1, "the file is empty");
    return root;
}

Node parse_file(const std::filesystem::path& path) {
    return parse(bytes_of(path, max_bytes), path.filename().string());
}

}  // namespace tangible::yaml
