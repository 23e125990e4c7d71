#!/bin/sh
# The house's rules that a compiler does not check: includes go downwards only, each library has its doors,
# nothing of a developer's machine is in the tree.
set -eu
cd "$(dirname "$0")/.."
failed=0
say() { echo "rooms: $1" >&2; failed=1; }

# Room by room: what it may include of ours.
may_include() {
    room=$1; shift
    pattern=$(echo "$@" | tr ' ' '|')
    for hit in $(grep -rnoE '^#include "[a-z]+/' "$room" --include='*.h' --include='*.cpp' | grep -vE "\"($pattern)/" | tr ' ' '_'); do
        say "$hit reaches upwards"
    done
}
may_include schemas schemas
may_include ingest ingest schemas
may_include index index ingest schemas
may_include serve serve index ingest schemas
for hit in $(grep -rnoE '^#include "ingest/[a-z_]+' index | grep -v 'ingest/normalise' | tr ' ' '_'); do
    say "$hit: index borrows normalise.h and nothing else"
done

# Library by library: which files may open it.
door() {
    library=$1; shift
    pattern=$(echo "$@" | tr ' ' '|')
    for hit in $(grep -rlE "^#include <$library" schemas ingest index serve | grep -vE "^($pattern)$"); do
        say "$hit opens <$library>"
    done
}
door sqlite3 schemas/store_connection.h
door yaml-cpp schemas/yaml.cpp ingest/names/main.cpp
door nlohmann 'schemas/(json|json_drafts|store_columns|codebook_import|labelled)\.cpp' index/learning/vectors/main.cpp
door unicode 'ingest/(utf8|normalise|charset_names|charset_guess|language|language_name|sentences|reply_lines|glyphs|imap_names|personal_words)\.cpp' 'index/(analysis|fold|words|index)\.cpp'
door iconv.h ingest/charset_rare.cpp
door xapian 'index/(index|documents|terms|reader|columns|snapshot|commits|matching|lists|vocabulary|rebuild|parts|slices|prove|digest|words)\.cpp'
door gmime 'ingest/mail(_parts)?\.cpp'
door libxml ingest/html.cpp
door pugixml ingest/xml.cpp
door zip.h ingest/package.cpp
door zlib.h ingest/gzip.cpp
door libdeflate index/glass/deflater.cpp
door poppler ingest/pdf.cpp
door cld2 ingest/language.cpp
door seccomp ingest/confine_child.cpp
door curl ingest/imap_sign_in.cpp serve/relay.cpp
door sodium 'schemas/store(_arrival)?\.cpp' serve/tokens.cpp
door Poco 'serve/(server_loop|http|own_mail)\.cpp'
door kainjow serve/template.cpp

# Files of other people are read through schemas/file.h, which never gives a part for the whole; a stream may be opened
# on files of the program's own, and by the programs that build it.
for hit in $(grep -rlE 'std::ifstream|std::fopen' schemas ingest index serve | grep -vE '^(schemas/(store|store_log|lock)\.cpp|index/(unfinished|slices|folders|checks)\.cpp|index/glass/.*|ingest/names/main\.cpp|index/learning/vectors/main\.cpp|serve/(template|port_holder|api/api|pages/frame)\.cpp)$'); do
    say "$hit reads a file by a door of its own"
done

# Of two types of one name in one room the linker takes either for both.
for room in schemas ingest index serve; do
    for twice in $(find $room -name '*.h' -exec sed -nE 's/^(class|struct|union|enum class|enum) ([A-Za-z0-9]+)( [:{].*|)$/\2/p' {} + | grep -v ';' | sort | uniq -d); do
        say "$room has two types named $twice"
    done
done

# Threads live in four places: whoever serves sockets or works beside, whoever works in parallel on an index, whoever reads.
for hit in $(grep -rlE 'std::(thread|jthread|async)' schemas ingest index serve | grep -vE '^(serve/(background|houses|lmtp_server|server_loop|workers)\.(cpp|h)|index/parallel\.h|ingest/receive\.cpp)$'); do
    say "$hit starts a thread"
done

# Whoever runs this need not own the clone.
files=$(git -c safe.directory="$PWD" ls-files) || echo "rooms: this is no clone, so nobody looks for what stands outside the house" >&2
for hit in $(echo "$files" | grep -vE '^(\.ci|\.clang|\.git|CMakeLists.txt|README.md|LICENSE|ingest/|index/|serve/|schemas/|tests/)'); do
    say "$hit stands outside the house"
done
[ $failed = 0 ] && echo "rooms: in order"
exit $failed
