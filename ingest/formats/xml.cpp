// The only file that includes pugixml.  A Node keeps pugixml's own pointer to a node as void*, so that the header needs
// no declaration of the library's.
#include "ingest/formats/xml.h"
#include <pugixml.hpp>

namespace tangible::ingest::xml {
namespace {

pugi::xml_node node(void* raw) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(raw)); }

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

}  // namespace

std::string_view Node::name() const { return node(raw_).name(); }
std::string_view Node::local() const { return without_prefix(name()); }
bool Node::is_text() const { return node(raw_).type() == pugi::node_pcdata || node(raw_).type() == pugi::node_cdata; }
std::string_view Node::text() const { return node(raw_).value(); }
Node Node::first_child() const { return Node(node(raw_).first_child().internal_object()); }
Node Node::next() const { return Node(node(raw_).next_sibling().internal_object()); }
Node Node::parent() const { return Node(node(raw_).parent().internal_object()); }

std::string_view Node::attribute(std::string_view local_name) const {
    for (pugi::xml_attribute a : node(raw_).attributes())
        if (without_prefix(a.name()) == local_name) return a.value();
    return {};
}

Node Node::child(std::string_view local_name) const {
    for (Node c : children())
        if (c.local() == local_name) return c;
    return {};
}

struct Tree::Impl {
    pugi::xml_document document;
};

// pugixml itself expands no entities that a DOCTYPE declares; refusing the DOCTYPE keeps that true whatever it learns.
// parse_ws_pcdata keeps text of blanks only: a space between two words may be an element's whole text.
Tree::Tree(const std::string& xml) : impl_(std::make_unique<Impl>()) {
    constexpr unsigned how = pugi::parse_default | pugi::parse_ws_pcdata;
    bool declares = xml.find("<!DOCTYPE") != std::string::npos;
    if (declares || !impl_->document.load_buffer(xml.data(), xml.size(), how)) impl_->document.reset();
}

Tree::~Tree() = default;

Node Tree::root() const { return Node(impl_->document.document_element().internal_object()); }

}  // namespace tangible::ingest::xml
