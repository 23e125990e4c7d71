// Mails as Outlook stores them, made from words, for tests of their readers: properties, winmail.dat, .msg, and a file
// packed by gzip.
#pragma once
#include "tests/ingest/made_compound.h"

namespace tangible::made {

struct MapiProperty {
    std::uint16_t number, type;
    std::string bytes;
};
using MapiBag = std::vector<MapiProperty>;

inline std::string mapi_properties(const MapiBag& bag) {
    std::string out = little(static_cast<std::uint32_t>(bag.size()), 4);
    for (const auto& [number, type, bytes] : bag) {
        out += little(type, 2) + little(number, 2);
        const bool fixed = type == 0x03 || type == 0x40;
        if (!fixed) out += little(1, 4) + little(static_cast<std::uint32_t>(bytes.size()), 4);
        out += padded(bytes, 4);
    }
    return out;
}

inline std::string tnef_attribute(int level, std::uint32_t attribute, const std::string& bytes) {
    return std::string(1, static_cast<char>(level)) + little(attribute, 4) +
           little(static_cast<std::uint32_t>(bytes.size()), 4) + bytes + little(0, 2);
}

/// `attributes`: made by tnef_attribute().
inline std::string tnef(const MapiBag& message, const std::string& attributes = {}) {
    return "\x78\x9F\x3E\x22" + little(1, 2) + tnef_attribute(1, 0x00069007, little(1252, 4) + little(0, 4)) +
           tnef_attribute(1, 0x00069003, mapi_properties(message)) + attributes;
}

inline std::string tnef_file(const std::string& name, const std::string& bytes, const MapiBag& more = {}) {
    return tnef_attribute(2, 0x00069002, std::string(14, '\0')) +
           tnef_attribute(2, 0x00018010, name + std::string(1, '\0')) + tnef_attribute(2, 0x0006800F, bytes) +
           tnef_attribute(2, 0x00069005, mapi_properties(more));
}

inline std::vector<std::pair<std::string, std::string>> msg_streams(const MapiBag& bag, std::size_t header_bytes) {
    std::vector<std::pair<std::string, std::string>> streams;
    std::string fixed(header_bytes, '\0');
    for (const auto& [number, type, bytes] : bag) {
        if (type == 0x03 || type == 0x40) {
            fixed += little(type, 2) + little(number, 2) + little(6, 4) + padded(bytes, 8);
            continue;
        }
        std::string name = "__substg1.0_";
        for (int shift : {12, 8, 4, 0}) name += "0123456789ABCDEF"[number >> shift & 15];
        for (int shift : {12, 8, 4, 0}) name += "0123456789ABCDEF"[type >> shift & 15];
        streams.emplace_back(name, bytes);
    }
    streams.emplace_back("__properties_version1.0", fixed);
    return streams;
}

inline std::string msg(const MapiBag& message, const std::vector<MapiBag>& files = {}) {
    CompoundFile file(4096);
    for (const auto& [name, bytes] : msg_streams(message, 32)) file.add(name, bytes);
    for (std::size_t i = 0; i < files.size(); ++i)
        file.add_storage("__attach_version1.0_#0000000" + std::to_string(i), msg_streams(files[i], 8));
    return file.take();
}

/// A gzip file of one uncompressed block (RFC 1951 3.2.4).
inline std::string gzip(const std::string& bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01", 11) + little(size, 2) + little(~size, 2) + bytes +
           little(crc32(bytes), 4) + little(size, 4);
}

}  // namespace tangible::made
