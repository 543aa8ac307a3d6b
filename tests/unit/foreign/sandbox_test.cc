// Each case runs in a child process: what a process takes from itself does not come back.
#include "foreign/sandbox.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

#include "core/error.h"
#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;

/// What a child found: one line a fault; "unsupported" where the kernel does not have what is tested.
std::string found_in_child(const std::function<std::string()>& child) {
  int ends[2];
  if (pipe(ends) != 0) return "no pipe";
  const pid_t process = fork();
  if (process == 0) {
    std::string found;
    try {
      found = child();
    } catch (const std::exception& exception) {
      found = std::string("threw: ") + exception.what();
    }
    const ssize_t written = write(ends[1], found.data(), found.size());
    _exit(written == static_cast<ssize_t>(found.size()) ? 0 : 1);
  }
  close(ends[1]);
  std::string found;
  char piece[4096];
  for (ssize_t size = 0; (size = read(ends[0], piece, sizeof piece)) > 0;) found.append(piece, size);
  close(ends[0]);
  int status = 0;
  waitpid(process, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) found += "the child ended badly";
  return found;
}

/// Collects what should have failed with EACCES and did not, and the other way round.
class Findings {
 public:
  void denied(const char* what, bool failed) {
    if (!failed) {
      text_ += std::string(what) + " was allowed\n";
    } else if (errno != EACCES && errno != EXDEV) {
      text_ += std::string(what) + ": " + std::strerror(errno) + "\n";
    }
  }
  void allowed(const char* what, bool done) {
    if (!done) text_ += std::string(what) + " was denied: " + std::strerror(errno) + "\n";
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

bool can_open(const std::filesystem::path& file, int flags) {
  const int handle = open(file.c_str(), flags, 0600);
  if (handle < 0) return false;
  close(handle);
  return true;
}

#define EXPECT_NOTHING_FOUND(found, feature)                                        \
  if ((found) == "unsupported") GTEST_SKIP() << "this kernel has no " << (feature); \
  EXPECT_EQ(found, "")

TEST(SandboxTest, WritesOnlyBeneathTheFolder) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "out/deep");
  test::put_bytes(folder / "outside", "kept");
  test::put_bytes(folder / "out/old", "old");
  std::filesystem::create_symlink(folder / "outside", folder / "out/link");
  std::filesystem::create_directory_symlink(folder.path(), folder / "out/away");
  const std::string found = found_in_child([&]() -> std::string {
    if (!confine_writes(folder / "out")) return "unsupported";
    Findings findings;
    findings.denied("making a file outside", !can_open(folder / "new", O_WRONLY | O_CREAT));
    findings.denied("writing a file outside", !can_open(folder / "outside", O_WRONLY));
    findings.denied("writing through a link", !can_open(folder / "out/link", O_WRONLY));
    findings.denied("making a file through a link", !can_open(folder / "out/away/new", O_WRONLY | O_CREAT));
    findings.denied("making a folder outside", mkdir((folder / "made").c_str(), 0700) != 0);
    findings.denied("removing a file outside", unlink((folder / "outside").c_str()) != 0);
    findings.denied("moving a file out", rename((folder / "out/old").c_str(), (folder / "old").c_str()) != 0);
    findings.denied("a link outside", symlink("x", (folder / "x").c_str()) != 0);
    findings.allowed("reading outside", read_file(folder / "outside") == "kept");
    findings.allowed("/dev/null", can_open("/dev/null", O_WRONLY | O_TRUNC));
    write_file(folder / "out/deep/er/new", "new");
    write_file(folder / "out/old", "newer");
    write_file(folder / "out/link", "no link any more");
    findings.allowed("removing", unlink((folder / "out/deep/er/new").c_str()) == 0);
    return findings.text();
  });
  EXPECT_NOTHING_FOUND(found, "Landlock");
  EXPECT_EQ(test::get_bytes(folder / "outside"), "kept");
  EXPECT_EQ(test::get_bytes(folder / "out/link"), "no link any more");
  EXPECT_EQ(test::get_bytes(folder / "out/old"), "newer");
}

TEST(SandboxTest, FolderThatIsNone) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "file", "x");
  for (const char* name : {"missing", "file"}) {
    try {
      confine_writes(folder / name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::file_access);
      EXPECT_EQ(error.file(), (folder / name).string());
    }
  }
}

TEST(SandboxTest, NoNetworkAndNoPrograms) {
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  const int unconnected = socket(AF_INET, SOCK_STREAM, 0);
  const pid_t parent = getpid();
  const std::string found = found_in_child([&]() -> std::string {
    if (!deny_network_and_programs()) return "unsupported";
    Findings findings;
    for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
      findings.denied("a socket", socket(family, SOCK_STREAM, 0) < 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    findings.denied("connecting", connect(unconnected, generic, sizeof address) != 0);
    findings.denied("binding", bind(unconnected, generic, sizeof address) != 0);
    const char* const arguments[] = {"true", nullptr};
    findings.denied("a program", execv("/bin/true", const_cast<char* const*>(arguments)) != 0);
    const pid_t child = fork();
    if (child == 0) _exit(0);
    findings.denied("a process", child < 0);
    findings.denied("a signal to the parent", kill(parent, 0) != 0);
    findings.denied("tracing the parent", ptrace(PTRACE_ATTACH, parent, nullptr, nullptr) != 0);
    findings.allowed("the open socket", send(pair[0], "x", 1, 0) == 1);
    char byte = 0;
    findings.allowed("the open socket", recv(pair[1], &byte, 1, 0) == 1 && byte == 'x');
    findings.allowed("a signal to itself", kill(getpid(), 0) == 0);
    int sum = 0;
    std::thread thread([&] { sum = 7; });
    thread.join();
    findings.allowed("a thread", sum == 7);
    findings.allowed("a file", can_open("/dev/null", O_WRONLY));
    return findings.text();
  });
  close(unconnected);
  close(pair[0]);
  close(pair[1]);
  EXPECT_NOTHING_FOUND(found, "seccomp");
}

TEST(SandboxTest, WhatTheKernelHasIsSaidBeforehand) {
  const TemporaryFolder folder;
  const bool landlock = landlock_version() > 0, seccomp = has_seccomp_filters();
  const std::string found = found_in_child([&]() -> std::string {
    std::string differs;
    if (confine_writes(folder / ".") != landlock) differs += "Landlock ";
    if (deny_network_and_programs() && !seccomp) differs += "seccomp";
    return differs;
  });
  EXPECT_EQ(found, "");
}

TEST(SandboxTest, BothTogether) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "out");
  const std::string found = found_in_child([&]() -> std::string {
    const bool confined = confine_writes(folder / "out"), denied = deny_network_and_programs();
    if (!confined || !denied) return "unsupported";
    Findings findings;
    write_file(folder / "out/a", "a");
    findings.denied("making a file outside", !can_open(folder / "new", O_WRONLY | O_CREAT));
    findings.denied("a socket", socket(AF_UNIX, SOCK_STREAM, 0) < 0);
    return findings.text();
  });
  EXPECT_NOTHING_FOUND(found, "Landlock or seccomp");
}

}  // namespace
}  // namespace folio
