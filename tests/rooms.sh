#!/bin/sh
# Rules of the repository that a compiler does not check: includes go downwards only, each library has its doors,
# nothing of a developer's machine is in the tree.
set -eu
cd "$(dirname "$0")/.."
failed=0
say() { echo "rooms: $1" >&2; failed=1; }

# Folder by folder, from the ground up: what stands in one includes only what stands in it or before it.
order="
    schemas/ground schemas/system schemas/yaml schemas/codebooks schemas/shapes schemas/forms schemas/store/sqlite
    schemas/store/common schemas/store/arrivals schemas/store/stories schemas/store/people schemas/store schemas/json
    ingest/text ingest/personal ingest/names ingest/confined ingest/formats ingest/captions ingest/pdf ingest/rtf
    ingest/word ingest/tables ingest/phrases ingest/mail ingest/outlook ingest/reply ingest/arrival ingest/mailbox ingest/reading
    ingest/look
    index/words index/tagging index/learning/vectors index/learning/features index/learning/fitting index/learning
    index/codebook index/agreement index/glass index/glass/make index/document index/reader index/building
    index/question index/search index/evidence
    serve/web serve/collection serve/sockets serve/mail serve/coding serve/searches serve/evaluation serve/background
    serve/lmtp serve/help serve/pages serve/pages/desk serve/pages/tell serve/pages/teller serve/api serve/server serve/terminal serve/commands serve"
IFS='
'
for hit in $(find schemas ingest index serve -name '*.h' -o -name '*.cpp' | tr '\n' '\0' | xargs -0 grep -HoE '^#include "[a-z_/]+/[a-z_]+' |
    awk -v order="$order" '
    BEGIN { n = split(order, folder); for (i = 1; i <= n; ++i) rank[folder[i]] = i }
    function folder_of(file) { sub("/[^/]*$", "", file); return file }
    {
        split($0, of, ":#include \""); from = folder_of(of[1]); to = folder_of(of[2])
        if (!(from in rank)) print of[1] " stands in no folder of the order"
        else if (!(to in rank)) print of[1] " includes " of[2] ", which stands in none"
        else if (rank[to] > rank[from]) print of[1] " reaches up to " of[2]
    }' | sort -u); do
    say "$hit"
done
unset IFS
for hit in $(grep -rnoE '^#include "ingest/[a-z_/]+' index | grep -v 'ingest/text/normalise' | tr ' ' '_'); do
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
door sqlite3 schemas/store/sqlite/connection.h
door yaml-cpp schemas/yaml/yaml.cpp ingest/names/main.cpp ingest/phrases/main.cpp
# Many functions return JSON, so any .cpp of these folders may make it. Headers get the type from json_text.h.
door nlohmann schemas/ground/json_text.h '(schemas|ingest/look|serve)/[a-z_/]+\.cpp' index/learning/vectors/main.cpp
door unicode '(schemas/ground/utf8|ingest/text/(normalise|charset_names|charset_guess|language|language_name|sentences)|ingest/phrases/folded|ingest/pdf/glyphs|ingest/mailbox/imap_names|ingest/personal/personal_(words|digits))\.cpp' 'index/(words/(analysis|fold|words)|building/index)\.cpp'
door iconv.h ingest/text/charset_rare.cpp
door xapian 'index/(building/(index|rebuild|parts|slices|prove|digest)|document/(documents|terms)|reader/(reader|columns|snapshot|commits|lists)|search/matching|words/(vocabulary|words))\.cpp'
door md4c ingest/formats/markdown.cpp serve/help/man_page.cpp
door gmime 'ingest/mail/mail(_parts)?\.cpp'
door libxml ingest/formats/html.cpp
door pugixml ingest/formats/xml.cpp
door zip.h ingest/formats/package.cpp serve/web/zip_file.cpp
door zlib.h ingest/formats/gzip.cpp
door libdeflate index/glass/make/deflater.cpp
door poppler ingest/pdf/pdf.cpp
door cld2 ingest/text/language.cpp
door seccomp ingest/confined/confine_child.cpp
door curl ingest/mailbox/imap_sign_in.cpp serve/mail/relay.cpp
door sodium 'schemas/(ground/hash|store/(store|arrivals/arrivals))\.cpp' serve/collection/tokens.cpp
door Poco 'serve/(sockets/server_loop|web/http|mail/own_mail)\.cpp'
door kainjow serve/web/template.cpp

# Files of other people are read through schemas/system/file.h, which never gives a part for the whole; a stream may be opened
# on files of the program's own, and by the programs that build it.
for hit in $(grep -rlE 'std::ifstream|std::fopen' schemas ingest index serve | grep -vE '^(schemas/(store/sqlite/log|system/(lock|own_file))\.cpp|index/(building/unfinished|reader/(folders|checks))\.cpp|index/glass/table_reader\.(h|cpp)|ingest/names/main\.cpp|index/learning/vectors/main\.cpp|serve/sockets/port_holder\.cpp)$'); do
    say "$hit reads a file by a door of its own"
done

# A limit stands in its constant alone: sentences are made of it (schemas/ground/limit_text.h).
for hit in $(grep -rnE '"[^"/]*(more than|at most|the first|longer than|larger than) [0-9]' --include='*.cpp' schemas ingest index serve |
    grep -vE '^[^:]*:[0-9]+: *//' | grep -vE '^serve/commands/table\.cpp' | cut -d: -f1,2); do
    say "$hit repeats a limit"
done

# Of two types of one name in one room the linker takes either for both.
for room in schemas ingest index serve; do
    for twice in $(find $room -name '*.h' -exec sed -nE 's/^(class|struct|union|enum class|enum) ([A-Za-z0-9]+)( [:{].*|)$/\2/p' {} + | grep -v ';' | sort | uniq -d); do
        say "$room has two types named $twice"
    done
done

# Threads live in four places: whoever serves sockets or works beside, whoever works in parallel on an index, whoever reads.
for hit in $(grep -rlE 'std::(thread|jthread|async)' schemas ingest index serve | grep -vE '^(serve/(background/background|collection/workspaces|lmtp/lmtp_server|sockets/server_loop|sockets/workers)\.(cpp|h)|schemas/system/parallel\.h|ingest/reading/read_pending\.cpp)$'); do
    say "$hit starts a thread"
done

# Whoever runs this need not own the clone.
files=$(git -c safe.directory="$PWD" ls-files) || echo "rooms: this is no clone, so nobody looks for what stands outside the rooms" >&2
for hit in $(echo "$files" | grep -vE '^(\.ci|\.clang|\.git|CMakeLists.txt|README.md|LICENSE|ingest/|index/|serve/|schemas/|tests/)'); do
    say "$hit stands outside the rooms"
done
[ $failed = 0 ] && echo "rooms: in order"
exit $failed
