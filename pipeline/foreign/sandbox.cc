#include "foreign/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

#include "core/error.h"
#include "core/logging.h"

namespace folio {
namespace {

/// A file descriptor, closed when it goes out of scope; -1 = none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool said(const char* what, int error) {
  log().debug("sandbox: {}: {}", what, std::strerror(error));
  return false;
}

// Rights that came with later versions of Landlock than Debian 12's header has.
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;

/// All rights to change files that version `abi` of Landlock knows.
std::uint64_t write_rights(long abi) {
  std::uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                         LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                         LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                         LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                         LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (abi >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) rights |= kTruncate;
  return rights;
}

bool allow_beneath(const Descriptor& rules, const Descriptor& place, std::uint64_t rights) {
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = rights;
  beneath.parent_fd = place.number();
  return syscall(SYS_landlock_add_rule, rules.number(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
}

/// Calls that are refused whatever their arguments.
constexpr std::array kRefused{// Network. io_uring could do the same unseen.
                              SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
                              SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(io_uring_setup),
                              // Programs and processes.
                              SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
                              // Other processes.
                              SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
                              SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal),
                              SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo)};

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

/// Fills the filter in; 0 or a negative errno.
int add_rules(scmp_filter_ctx filter) {
  constexpr std::uint32_t kRefuse = SCMP_ACT_ERRNO(EACCES);
  // Another architecture's calls (32-bit ones on a 64-bit machine) would pass by the rules.
  int failure = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, kRefuse);
  for (const int call : kRefused) {
    // A call that this architecture does not have (fork on arm64) is no failure.
    if (const int error = seccomp_rule_add(filter, kRefuse, call, 0); error != -EDOM && failure == 0)
      failure = error;
  }
  const auto add = [&](std::uint32_t action, int call, scmp_arg_cmp when) {
    if (failure == 0) failure = seccomp_rule_add(filter, action, call, 1, when);
  };
  add(kRefuse, SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
  const auto self = static_cast<scmp_datum_t>(getpid());
  add(kRefuse, SCMP_SYS(kill), {0, SCMP_CMP_NE, self, 0});
  add(kRefuse, SCMP_SYS(tgkill), {0, SCMP_CMP_NE, self, 0});
  // Its flags lie in memory, out of a filter's sight; told that there is no such call, glibc takes clone.
  if (failure == 0) failure = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  return failure;
}

}  // namespace

bool confine_writes(const std::filesystem::path& folder) {
  const Descriptor allowed(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!allowed.is_open()) {
    throw Error(ErrorCode::file_access, std::string("cannot be opened (") + std::strerror(errno) + ")",
                "check that it is a folder and its permissions")
        .at_file(folder.string());
  }
  const int abi = landlock_version();
  if (abi < 1) return said("no Landlock", errno);
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = write_rights(abi);
  const Descriptor rules(static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
  if (!rules.is_open()) return said("no Landlock rules", errno);
  if (!allow_beneath(rules, allowed, handled.handled_access_fs)) return said("Landlock: the folder", errno);
  const Descriptor null(open("/dev/null", O_PATH | O_CLOEXEC));
  const std::uint64_t of_a_file = LANDLOCK_ACCESS_FS_WRITE_FILE | (abi >= 3 ? kTruncate : 0);
  if (null.is_open() && !allow_beneath(rules, null, of_a_file)) return said("Landlock: /dev/null", errno);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return said("no_new_privs", errno);
  if (syscall(SYS_landlock_restrict_self, rules.number(), 0) != 0) return said("Landlock", errno);
  return true;
}

int landlock_version() {
  return static_cast<int>(
      std::max(0L, syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION)));
}

bool has_seccomp_filters() {
  std::uint32_t action = SECCOMP_RET_ERRNO;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool deny_network_and_programs() {
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW), [](scmp_filter_ctx context) {
    if (context != nullptr) seccomp_release(context);
  });
  if (!filter) return said("no seccomp filter", ENOMEM);
  int failure = add_rules(filter.get());
  // Sets PR_SET_NO_NEW_PRIVS by itself.
  if (failure == 0) failure = seccomp_load(filter.get());
  return failure == 0 || said("no seccomp", -failure);
}

}  // namespace folio
