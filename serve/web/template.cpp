// Uses the library kainjow::mustache. The constructor checks all templates and inserts their partials, so that a
// mistake in a template stops the start and not a visitor's request. render() converts a View to the library's data and
// borrows a parsed page, which is kept for the next call.
#include "serve/web/template.h"
#include "schemas/ground/error.h"
#include "schemas/system/own_file.h"
#include "serve/web/call.h"
#include <fstream>
#include <kainjow/mustache.hpp>
#include <mutex>
#include <regex>
#include <sstream>

namespace tangible::serve {

namespace mst = kainjow::mustache;

View View::html(std::string made_here) {
    View v(std::move(made_here));
    v.kind_ = Kind::html;
    return v;
}

View& View::operator[](const std::string& name) {
    kind_ = Kind::map;
    return map_[name];
}

void View::push(View item) {
    kind_ = Kind::list;
    list_.push_back(std::move(item));
}

namespace {

// Only values whose names end in "_html" may be written unescaped, so that whoever reads a template sees it. filled()
// checks the other side: only a View made by View::html may have such a name.
// The expression finds {{{name}}} and {{& name}}, with the name as its second group.
void check_unescaped(const std::string& text, const std::string& file) {
    static const std::regex unescaped(R"(\{\{(\{|&)\s*([A-Za-z0-9_.]+))");
    for (std::sregex_iterator it(text.begin(), text.end(), unescaped), end; it != end; ++it) {
        auto name = (*it)[2].str();
        if (name.size() < 5 || name.compare(name.size() - 5, 5, "_html") != 0)
            throw Error(ErrorKind::bad_schema, file + ": writes '" + name + "' unescaped",
                        "only values whose names end in _html may be");
    }
}

/// Converts a view, which the page knows as `name`, to the library's data. Recursion is as deep as the views that this
/// program makes.
mst::data filled(const View& view, const std::string& name) {
    bool html_name = name.size() > 5 && name.compare(name.size() - 5, 5, "_html") == 0;
    switch (view.kind()) {
    case View::Kind::text:
        // A text can open a section too. An empty one is false, so that {{#place}}in {{place}}{{/place}} says nothing
        // when there is no place.
        if (html_name && !view.text().empty())
            throw Error(ErrorKind::bad_schema, "the value '" + name + "' must be made with View::html");
        return view.text().empty() ? mst::data(mst::data::type::bool_false) : mst::data(view.text());
    case View::Kind::html:
        return mst::data(view.text());
    case View::Kind::truth:
        return mst::data(view.truth() ? mst::data::type::bool_true : mst::data::type::bool_false);
    case View::Kind::list: {
        mst::data list(mst::data::type::list);
        for (const auto& item : view.list()) list.push_back(filled(item, name));
        return list;
    }
    case View::Kind::map:
        break;
    }
    mst::data map(mst::data::type::object);
    for (const auto& [member, value] : view.map()) map[member] = filled(value, member);
    return map;
}

using Texts = std::map<std::string, std::string, std::less<>>;

// Inserts partials once, because the library would parse them again for each page. The expression finds {{> _name }}.
std::string with_partials(std::string text, const Texts& texts, const std::string& file) {
    static const std::regex partial(R"(\{\{>\s*([A-Za-z0-9_-]+)\s*\}\})");
    for (std::smatch found; std::regex_search(text, found, partial);) {
        const auto at = texts.find(found[1].str());
        if (at == texts.end())
            throw Error(ErrorKind::bad_schema, file + ": there is no partial '" + found[1].str() + "'");
        text = found.prefix().str() + at->second + found.suffix().str();
    }
    return text;
}

mst::mustache parsed(const std::string& text, const std::string& name) {
    mst::mustache page(text);
    if (!page.is_valid()) throw Error(ErrorKind::bad_schema, name + ".mustache: " + page.error_message());
    page.set_custom_escape([](const std::string& value) { return html_escaped(value); });
    return page;
}

}  // namespace

// The library writes into a parsed page while it fills it, so each parsed page is lent to one thread at a time. There
// are as many copies of a page as threads ever filled it at once.
struct Templates::Impl {
    Texts text;
    std::mutex turn;
    std::map<std::string, std::vector<mst::mustache>, std::less<>> idle;

    mst::mustache lend(const std::string& name, const std::string& page) {
        {
            const std::lock_guard lock(turn);
            if (auto& waiting = idle[name]; !waiting.empty()) {
                auto ready = std::move(waiting.back());
                waiting.pop_back();
                return ready;
            }
        }
        return parsed(page, name);
    }
    void take_back(const std::string& name, mst::mustache page) {
        const std::lock_guard lock(turn);
        idle[name].push_back(std::move(page));
    }
};

Templates::Templates(const std::filesystem::path& folder) : impl_(std::make_unique<Impl>()) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".mustache") continue;
        auto text = content_of(file.path());
        check_unescaped(text, file.path().filename().string());
        impl_->text.emplace(file.path().stem().string(), std::move(text));
    }
    for (auto& [name, text] : impl_->text) {
        text = with_partials(std::move(text), impl_->text, name + ".mustache");
        parsed(text, name);
    }
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

std::string Templates::render(std::string_view name, const View& view) const {
    auto it = impl_->text.find(name);
    if (it == impl_->text.end()) throw Error(ErrorKind::not_found, "there is no page '" + std::string(name) + "'");
    auto data = filled(view, "");
    if (!data.is_object()) data = mst::data(mst::data::type::object);
    auto page = impl_->lend(it->first, it->second);
    auto out = page.render(data);
    if (!page.is_valid()) throw Error(ErrorKind::bad_schema, it->first + ": " + page.error_message());
    impl_->take_back(it->first, std::move(page));
    return out;
}

}  // namespace tangible::serve
