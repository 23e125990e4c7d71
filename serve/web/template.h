// Pages are mustache files in serve/pages/*.mustache; a View is what they are filled with.
// Every value is escaped; there is no way to write one unescaped but `View::html`, for SVG and
// marked-up text that was made here and escaped already.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

class View {
public:
    View() = default;
    View(std::string text) : text_(std::move(text)), truth_(!text_.empty()) {}
    View(std::string_view text) : View(std::string(text)) {}
    View(const char* text) : View(std::string(text)) {}
    View(bool b) : kind_(Kind::truth), truth_(b) {}
    template <class N>
    requires(std::is_arithmetic_v<N> && !std::is_same_v<N, bool>) View(N n) : View(std::to_string(n)) {}
    View(std::vector<View> list) : kind_(Kind::list), list_(std::move(list)) {}
    View(std::initializer_list<std::pair<const std::string, View>> members) : kind_(Kind::map), map_(members) {}

    static View html(std::string made_here);

    /// The member, made when it is not there.  `view["title"] = "Themes"`.
    View& operator[](const std::string& name);
    void push(View item);

    enum class Kind { text, html, truth, list, map };
    Kind kind() const { return kind_; }
    const std::string& text() const { return text_; }
    bool truth() const { return truth_; }
    const std::vector<View>& list() const { return list_; }
    const std::map<std::string, View>& map() const { return map_; }

private:
    Kind kind_ = Kind::text;
    std::string text_;
    bool truth_ = false;
    std::vector<View> list_;
    std::map<std::string, View> map_;
};

class Templates {
public:
    /// Reads every *.mustache of the folder.  Throws Error{bad_schema} naming the file that is not valid, that names a
    /// partial that is not there, or that writes a value unescaped ({{{ or {{&) other than one named *_html.
    explicit Templates(const std::filesystem::path& folder);
    ~Templates();
    Templates(Templates&&) noexcept;
    /// `name` without suffix.  Throws Error{not_found}.  Files that begin with '_' are partials: {{>_head}}.
    std::string render(std::string_view name, const View&) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve
