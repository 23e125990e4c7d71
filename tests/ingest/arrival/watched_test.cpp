#include "ingest/arrival/receive.h"
#include "ingest/arrival/watched_kinds.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class WatchedTest : public testing::Test {
protected:
    WatchedTest() : dir(make_dir()), store(dir / "data", Store::Access::write) {}
    ~WatchedTest() override { fs::remove_all(dir); }

    static fs::path make_dir() {
        std::string name = (fs::temp_directory_path() / "tangible-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }
    void write(const fs::path& name, const std::string& bytes, std::ios::openmode how = std::ios::trunc) {
        fs::create_directories((dir / name).parent_path());
        std::ofstream(dir / name, std::ios::binary | how) << bytes;
    }
    std::string read(const fs::path& name) {
        std::ifstream in(dir / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::vector<std::string> files(const fs::path& name) {
        std::vector<std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(dir / name))
            if (!entry.is_directory()) all.push_back(entry.path().lexically_relative(dir / name).string());
        std::ranges::sort(all);
        return all;
    }
    std::size_t stored() { return store.pending(1000).size(); }

    fs::path dir;
    Store store;
};

using Names = std::vector<std::string>;

TEST_F(WatchedTest, a_dropped_file_is_stored_and_then_put_away) {
    write("drop/key.txt", "The key was on a nail.");
    write("drop/mail.eml", "From: a@example.org\n\nThe key.\n");
    write("drop/empty.txt", "");
    write("drop/paper.docx.part", "half");
    write("drop/~$paper.docx", "lock");
    write("drop/.hidden", "hidden");
    write("drop/sub/other.txt", "another folder");
    write("secret.txt", "not dropped");
    fs::create_symlink(dir / "secret.txt", dir / "drop/link.txt");
    DropFolder drop(dir / "drop", milliseconds(0));
    const Look look = drop.look(store);
    EXPECT_EQ(look.taken, 2u);
    EXPECT_EQ(look.refused, 1u);
    EXPECT_EQ(stored(), 2u);
    EXPECT_EQ(files("drop"), (Names{".hidden", "link.txt", "paper.docx.part", "received/key.txt", "received/mail.eml",
                                    "refused/empty.txt", "refused/empty.txt.txt", "sub/other.txt", "~$paper.docx"}));
    EXPECT_NE(read("drop/refused/empty.txt.txt").find("empty.txt: empty"), std::string::npos);
}

TEST_F(WatchedTest, a_name_that_comes_again_overwrites_nothing) {
    DropFolder drop(dir / "drop", milliseconds(0));
    for (const char* text : {"one", "two", "two"}) {
        write("drop/a.txt", text);
        drop.look(store);
    }
    EXPECT_EQ(files("drop"), (Names{"received/a (2).txt", "received/a (3).txt", "received/a.txt"}));
    EXPECT_EQ(read("drop/received/a.txt"), "one");
    EXPECT_EQ(stored(), 2u);
}

TEST_F(WatchedTest, a_file_is_left_alone_while_it_is_written) {
    write("drop/a.txt", "half of it");
    const int writer = ::open((dir / "drop/a.txt").c_str(), O_WRONLY);
    DropFolder drop(dir / "drop", milliseconds(0));
    Look look = drop.look(store);
    EXPECT_TRUE(look.unfinished);
    EXPECT_EQ(stored(), 0u);
    ::close(writer);
    EXPECT_EQ(drop.look(store).taken, 1u);
    // Nobody writes it, but somebody did a moment ago.
    write("drop/b.txt", "half of it");
    EXPECT_TRUE(DropFolder(dir / "drop", milliseconds(600'000)).look(store).unfinished);
    EXPECT_EQ(files("drop"), (Names{"b.txt", "received/a.txt"}));
}

TEST_F(WatchedTest, a_dropped_mbox_gives_all_its_mails) {
    write("drop/old.mbox", "From a@example.org Mon Mar  4 10:20:30 2019\nFrom: a@example.org\n\nOne.\n\n"
                           "From b@example.org Mon Mar  4 10:20:30 2019\nFrom: b@example.org\n\nTwo.\n");
    DropFolder(dir / "drop", milliseconds(0)).look(store);
    EXPECT_EQ(stored(), 2u);
}

TEST_F(WatchedTest, a_received_folder_that_is_a_link_is_refused) {
    write("drop/a.txt", "words");
    fs::create_directories(dir / "elsewhere");
    fs::create_directory_symlink(dir / "elsewhere", dir / "drop/received");
    EXPECT_THROW(DropFolder(dir / "drop", milliseconds(0)).look(store), Error);
    EXPECT_EQ(files("elsewhere"), Names{});
    EXPECT_EQ(stored(), 1u);
}

TEST_F(WatchedTest, a_maildirs_new_mail_is_marked_as_seen) {
    const std::string mail = "From: a@example.org\n\nStory ";
    write("md/new/1.x", mail + "1");
    write("md/new/2.x:2,FT", mail + "2");
    write("md/new/3.x", "");
    write("md/cur/4.x:2,RS", mail + "4");
    write("md/tmp/5.x", mail + "5");
    Maildir maildir(dir / "md");
    const Look look = maildir.look(store);
    EXPECT_EQ(look.taken, 3u);
    EXPECT_EQ(look.refused, 1u);
    EXPECT_EQ(files("md"), (Names{"cur/1.x:2,S", "cur/2.x:2,FST", "cur/4.x:2,RS", "new/3.x", "tmp/5.x"}));
    EXPECT_EQ(maildir.look(store).taken, 0u);
    EXPECT_EQ(Maildir(dir / "md").look(store).taken, 3u);  // read again, known by their bytes
    EXPECT_EQ(stored(), 3u);
}

TEST_F(WatchedTest, an_mbox_that_grows_is_read_further) {
    auto mail = [](int n, const char* status = "") {
        return "From a@example.org Mon Mar  4 10:20:30 2019\nFrom: a@example.org\nMessage-ID: <" + std::to_string(n) +
               "@example.org>\n" + status + "\nStory " + std::to_string(n) + ".\n\n";
    };
    write("box", mail(1) + mail(2));
    Mbox box(dir / "box", milliseconds(0));
    EXPECT_EQ(box.look(store).taken, 2u);
    EXPECT_EQ(box.look(store).taken, 0u);
    write("box", mail(3), std::ios::app);
    EXPECT_EQ(box.look(store).taken, 1u);  // only the new mail
    // A mail program marks the mails as read and removes one: all are read again and recognised.
    write("box", mail(1, "Status: RO\n") + mail(3, "Status: RO\n") + mail(4));
    EXPECT_EQ(box.look(store).taken, 3u);
    EXPECT_EQ(stored(), 4u);
    EXPECT_EQ(Mbox(dir / "box", milliseconds(0)).look(store).taken, 3u);
    EXPECT_EQ(stored(), 4u);
    write("box", "");
    EXPECT_EQ(box.look(store).taken, 0u);
    write("box", mail(5));
    EXPECT_EQ(box.look(store).taken, 1u);
}

TEST_F(WatchedTest, a_locked_mbox_is_left_for_later) {
    write("box", "From a@example.org Mon Mar  4 10:20:30 2019\nFrom: a@example.org\n\nStory.\n\n");
    Mbox box(dir / "box", milliseconds(0));
    write("box.lock", "");
    EXPECT_TRUE(box.look(store).unfinished);
    fs::remove(dir / "box.lock");
    const int writer = ::open((dir / "box").c_str(), O_RDWR);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    ::fcntl(writer, F_OFD_SETLK, &lock);
    EXPECT_TRUE(box.look(store).unfinished);
    EXPECT_EQ(stored(), 0u);
    ::close(writer);
    EXPECT_EQ(box.look(store).taken, 1u);
}

TEST_F(WatchedTest, recognises_what_kind_of_place_it_watches) {
    write("md/new/1.x", "");
    write("md/cur/1.x", "");
    write("box", "");
    EXPECT_TRUE(dynamic_cast<Maildir*>(watched(dir / "md").get()));
    EXPECT_TRUE(dynamic_cast<Mbox*>(watched(dir / "box").get()));
    EXPECT_TRUE(dynamic_cast<DropFolder*>(watched(dir / "data").get()));
    EXPECT_THROW(watched(dir / "nowhere"), Error);
}

}  // namespace
}  // namespace tangible::ingest
