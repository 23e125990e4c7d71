// The layout of a Glass database (Xapian 1.4) on the disk, as far as this folder writes and reads it: what the library
// itself writes into an empty folder in one commit, table for table.  Found in its sources and in databases that it
// wrote.  Only the format of 2016-03-14, which all of Xapian 1.4 uses (`version.h` says how another is noticed).
//
//   iamglass           where the tables begin (their root blocks), and statistics of all documents
//   postlist.glass     by term, the documents that contain it; lengths of documents; values; metadata
//   termlist.glass     by document, its terms; and the slots of its values
//   position.glass     by term and document, the term's positions in it
//   docdata.glass      by document, its data
//
// A table is a B-tree of blocks of 4 KiB.  That is half of the library's own choice, because a commit of one story
// changes many blocks and little in each.  Integers in a block have their most significant byte first.
//   block   revision (4), level (1), largest free room (2), all free room (2), end of the directory (2), directory
//           (2 for each item: where it begins), free room, items
//   leaf    items in order: flags and size less 3 (2: compressed 8000, last part 4000, first part 2000), length of the
//           key (1), key, number of the part (2, not in the first), that part of the value
//   branch  items in order: number of a block (4), length (1) and bytes of a key, part (2).  The block has the items
//           from this key on, up to the key of the next item.  The first key of a branch is empty.
// The first item of a table has an empty key and value, and is not counted.  A value longer than a quarter of a block
// is cut into parts.  Values of termlist and docdata are deflated (RFC 1951) where that makes them shorter.
//
// Numbers in keys and values (packing.h): N has seven bits a byte; S sorts as a string; T is a term, escaped.
//   postlist  00 C0 name          metadata
//             00 D0 slot          (its bytes, the low one first) how many documents have a value N; length N and bytes
//                                 of the least; bytes of the greatest, if it is another
//             00 D8 slot N docid S  values of the documents from this one on: length N, bytes, {gap less 1 N, length N,
//                                 bytes}
//             00 E0               lengths of all documents, written as postings of a term with 00 00 for its counts
//             T                   documents N, occurrences N, first document less 1 N, then a chunk
//             T 00 docid S        a chunk that begins with this document
//             each chunk          '1' when it is the last, else '0'; last document less first N; occurrences N, {gap
//                                 less 1 N, occurrences N}
//   termlist  docid S             length N, terms N, {bytes shared with the term before (1, not in the first), length
//                                 (1) and bytes of the rest, occurrences N}; small numbers go together (termlists.h)
//             docid S, 00         slots: {gap less 1 N}
//   position  T 00 docid S        last N; if there are more, in bits (places.h)
//   docdata   docid S             data
//
// For instance document 1 with the term "Zhello" at 3, 7 and 70, and nothing else, is in postlist
//   00 E0      00 00 00 '1' 00 03      no counts, first document 1, last chunk, last is the first, length 3
//   Zhello     01 03 00 '1' 00 03      one document, three occurrences, first document 1, ...
// in termlist
//   00 01      03 01 06 Zhello 03      length 3, one term, six bytes, three occurrences
// and in position
//   Zhello 00 00 01      46 83 C0 00   last 70; in 20 bits: first 3 below 70, one more below 67, and 7 between
#pragma once
#include <cstddef>
#include <cstdint>

namespace tangible::index::glass {

/// Size of a block, and of its head: the directory begins at byte 11.
inline constexpr std::size_t block_bytes = 4096, directory = 11;
/// Room left free in a leaf of a table that later commits add to everywhere, so that they need not split it at once.
inline constexpr std::size_t kept_free = block_bytes / 16;
/// The library requires that every block has room for four items, which limits the size of an item.
inline constexpr std::size_t least_items = 4;
inline constexpr std::size_t most_item_bytes = (block_bytes - directory - 2 * least_items) / least_items;
/// The length of a key is one byte.
inline constexpr std::size_t most_key_bytes = 255;
inline constexpr unsigned compressed_flag = 0x8000, last_flag = 0x4000, first_flag = 0x2000, flags = 0xE000;
/// Size from which a chunk of a list is full, as in the library.
inline constexpr std::size_t chunk_bytes = 2000;

}  // namespace tangible::index::glass
