#include "batch/worker_pool.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "batch/message_stream.h"
#include "core/error.h"
#include "core/logging.h"

namespace folio {

using Json = nlohmann::json;

namespace {

constexpr int kExitOfWorker = 1;  // after a fault of its own

// Messages are objects of one member, named for what they are.
constexpr const char* kQuestion = "question";
constexpr const char* kAnswer = "answer";

constexpr const char* kEndsWorker = "ends_worker";  // within an answer

std::string bytes_of(const char* kind, const Json& content) {
  const Json message{{kind, content}};
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Signals that end a batch are its first process's to answer; it then tells the workers.
void ignore_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_IGN);
}

}  // namespace

Json WorkerLink::ask(const Json& question) {
  if (send_message(socket_, bytes_of(kQuestion, question))) {
    if (const auto answer = receive_message(socket_)) return Json::parse(*answer);
  }
  _exit(kExitOfWorker);
}

WorkerPool::WorkerPool(Options options, TaskHandler handler)
    : options_(std::move(options)), handler_(std::move(handler)) {
  assert(options_.workers >= 1);
  workers_.resize(static_cast<size_t>(options_.workers));
}

WorkerPool::~WorkerPool() {
  for (Worker& worker : workers_) end(worker);
}

/// Closes the line, which ends a worker without a task; one that has a task is killed.
void WorkerPool::end(Worker& worker) {
  if (worker.process == 0) return;
  if (worker.busy) ::kill(worker.process, SIGKILL);
  close(worker.socket);
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  worker = {};
}

bool WorkerPool::is_busy() const { return std::ranges::any_of(workers_, &Worker::busy); }

/// One that is there already, rather than one that would have to be started; -1 = all are at work.
int WorkerPool::idle() const {
  int found = -1;
  for (int i = 0; i < static_cast<int>(workers_.size()); ++i) {
    const Worker& worker = workers_[static_cast<size_t>(i)];
    if (worker.busy) continue;
    if (worker.process != 0) return i;
    if (found < 0) found = i;
  }
  return found;
}

void WorkerPool::start(Worker& worker) {
  std::array<int, 2> sockets{};
  const auto fail = [](int code) {
    throw Error(ErrorCode::file_access,
                std::string("no process can be started (") + std::strerror(code) + ")",
                "run with fewer --jobs, or raise the limit of processes");
  };
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) fail(errno);
  std::fflush(nullptr);  // else the child would write it a second time
  log().flush();
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) {
    const int code = errno;
    close(sockets[0]);
    close(sockets[1]);
    fail(code);
  }
  if (process == 0) {
    // Where the parent is gone already, the signal would never come.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) _exit(kExitOfWorker);
    close(sockets[0]);
    for (const Worker& other : workers_)
      if (other.socket >= 0) close(other.socket);
    run_worker(sockets[1]);
  }
  close(sockets[1]);
  worker = {};
  worker.process = process;
  worker.socket = sockets[0];
}

void WorkerPool::run_worker(int socket) {
  // Nothing of the parent is torn down here: its files and locks are not this process's.
  try {
    ignore_signals();
    if (options_.prepare) options_.prepare();
    WorkerLink link(socket);
    while (const auto message = receive_message(socket)) {
      const Json answer = handler_(Json::parse(*message), link);
      if (!send_message(socket, bytes_of(kAnswer, answer)) || answer.contains(kEndsWorker)) break;
    }
    std::fflush(nullptr);
    _exit(0);
  } catch (const std::exception& failure) {
    log().error("a worker ends: {}", failure.what());
    std::fflush(nullptr);
    _exit(kExitOfWorker);
  }
}

int WorkerPool::give(const Json& task) {
  const int number = idle();
  assert(number >= 0);
  Worker& worker = workers_[static_cast<size_t>(number)];
  if (worker.process != 0 && worker.tasks >= options_.tasks_a_worker) end(worker);
  const std::string bytes = task.dump(-1, ' ', false, Json::error_handler_t::replace);
  // One that died while it had nothing to do is replaced.
  if (worker.process == 0 || !send_message(worker.socket, bytes)) {
    if (worker.process != 0) end(worker);
    start(worker);
    send_message(worker.socket, bytes);  // where it fails, wait() will tell that it died
  }
  worker.busy = true;
  worker.asking = false;
  worker.spent = Seconds(0);
  worker.since = Clock::now();
  ++worker.tasks;
  return number;
}

void WorkerPool::answer(int number, const Json& content) {
  Worker& worker = workers_[static_cast<size_t>(number)];
  assert(worker.busy && worker.asking);
  worker.asking = false;
  worker.since = Clock::now();
  send_message(worker.socket, content.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void WorkerPool::kill(int number) { end(workers_[static_cast<size_t>(number)]); }

WorkerEvent WorkerPool::reap(int number) {
  Worker& worker = workers_[static_cast<size_t>(number)];
  WorkerEvent event{WorkerEvent::Kind::died, number, {}, 0, 0};
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) event.signal = WTERMSIG(status);
  if (WIFEXITED(status)) event.exit_code = WEXITSTATUS(status);
  close(worker.socket);
  worker = {};
  return event;
}

WorkerPool::Seconds WorkerPool::until_limit(Seconds most) const {
  if (options_.most_for_task.count() <= 0) return most;
  const auto now = Clock::now();
  for (const Worker& worker : workers_) {
    if (!worker.busy || worker.asking) continue;
    most = std::min(most, options_.most_for_task - worker.spent - Seconds(now - worker.since));
  }
  return std::max(most, Seconds(0));
}

std::optional<WorkerEvent> WorkerPool::overdue() {
  if (options_.most_for_task.count() <= 0) return std::nullopt;
  const auto now = Clock::now();
  for (int i = 0; i < static_cast<int>(workers_.size()); ++i) {
    const Worker& worker = workers_[static_cast<size_t>(i)];
    if (!worker.busy || worker.asking) continue;
    if (worker.spent + Seconds(now - worker.since) < options_.most_for_task) continue;
    kill(i);
    return WorkerEvent{WorkerEvent::Kind::timed_out, i, {}, SIGKILL, 0};
  }
  return std::nullopt;
}

std::optional<WorkerEvent> WorkerPool::receive(int number) {
  Worker& worker = workers_[static_cast<size_t>(number)];
  std::array<char, 1 << 16> piece{};
  const ssize_t got = recv(worker.socket, piece.data(), piece.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
  if (got <= 0) return reap(number);
  worker.received.append(piece.data(), static_cast<size_t>(got));
  const auto message = take_message(worker.received);
  if (!message) return std::nullopt;
  Json content = Json::parse(*message, nullptr, false);
  if (!content.is_object() || content.size() != 1) {
    // Its memory is no longer what it was.
    ::kill(worker.process, SIGKILL);
    return reap(number);
  }
  if (content.contains(kQuestion)) {
    worker.asking = true;
    worker.spent += Seconds(Clock::now() - worker.since);
    return WorkerEvent{WorkerEvent::Kind::asked, number, std::move(content[kQuestion]), 0, 0};
  }
  worker.busy = false;
  if (content[kAnswer].contains(kEndsWorker)) end(worker);
  return WorkerEvent{WorkerEvent::Kind::answered, number, std::move(content[kAnswer]), 0, 0};
}

WorkerEvent WorkerPool::wait(Seconds most) {
  const auto end = Clock::now() + most;
  while (true) {
    if (auto late = overdue()) return *std::move(late);
    std::vector<pollfd> sockets;
    std::vector<int> numbers;
    for (int i = 0; i < static_cast<int>(workers_.size()); ++i) {
      if (!workers_[static_cast<size_t>(i)].busy) continue;
      sockets.push_back({workers_[static_cast<size_t>(i)].socket, POLLIN, 0});
      numbers.push_back(i);
    }
    const Seconds left = until_limit(Seconds(end - Clock::now()));
    const int ready = poll(sockets.data(), sockets.size(), static_cast<int>(left.count() * 1000) + 1);
    for (size_t k = 0; ready > 0 && k < sockets.size(); ++k) {
      if (sockets[k].revents == 0) continue;
      if (auto event = receive(numbers[k])) return *std::move(event);
    }
    if (ready < 0 || Clock::now() >= end) return {};
  }
}

}  // namespace folio
