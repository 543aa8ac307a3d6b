#include "batch/worker_pool.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace folio {
namespace {

using Json = nlohmann::json;
using Kind = WorkerEvent::Kind;
using Seconds = WorkerPool::Seconds;

constexpr Seconds kLong{60};  // no test waits so long unless it fails

/// Waits until something happens at all.
WorkerEvent next(WorkerPool& pool) {
  WorkerEvent event;
  for (int i = 0; i < 100 && event.kind == Kind::nothing; ++i) event = pool.wait(kLong);
  return event;
}

Json doubled(const Json& task, WorkerLink&) { return {{"twice", 2 * task.at("number").get<int>()}}; }

TEST(WorkerPoolTest, EachTaskIsAnswered) {
  WorkerPool pool({.workers = 2}, doubled);
  EXPECT_FALSE(pool.is_busy());
  const int a = pool.give({{"number", 4}});
  const int b = pool.give({{"number", 5}});
  EXPECT_NE(a, b);
  EXPECT_FALSE(pool.has_idle());
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    const WorkerEvent event = next(pool);
    ASSERT_EQ(event.kind, Kind::answered);
    EXPECT_EQ(event.content.at("twice"), event.worker == a ? 8 : 10);
    sum += event.content.at("twice").get<int>();
  }
  EXPECT_EQ(sum, 18);
  EXPECT_FALSE(pool.is_busy());
}

TEST(WorkerPoolTest, AWorkerIsAnotherProcessAndServesSeveralTasks) {
  WorkerPool pool({.workers = 1}, [](const Json&, WorkerLink&) { return Json(getpid()); });
  pool.give(Json::object());
  const int first = next(pool).content.get<int>();
  EXPECT_NE(first, getpid());
  pool.give(Json::object());
  EXPECT_EQ(next(pool).content.get<int>(), first);
}

TEST(WorkerPoolTest, AfterItsShareOfTasksAFreshOneComes) {
  WorkerPool pool({.workers = 1, .tasks_a_worker = 2},
                  [](const Json&, WorkerLink&) { return Json(getpid()); });
  std::vector<int> processes;
  for (int i = 0; i < 3; ++i) {
    pool.give(Json::object());
    processes.push_back(next(pool).content.get<int>());
  }
  EXPECT_EQ(processes[0], processes[1]);
  EXPECT_NE(processes[1], processes[2]);
}

TEST(WorkerPoolTest, LargeMessagesArriveWhole) {
  WorkerPool pool({.workers = 1}, [](const Json& task, WorkerLink&) { return task; });
  const std::string text(3'000'000, 'x');
  pool.give({{"text", text}});
  EXPECT_EQ(next(pool).content.at("text").get<std::string>(), text);
}

TEST(WorkerPoolTest, QuestionsAreAnsweredByTheParent) {
  WorkerPool pool({.workers = 1}, [](const Json&, WorkerLink& link) {
    return Json{{"told", link.ask({{"how", "many"}}).at("number").get<int>() + 1}};
  });
  const int worker = pool.give(Json::object());
  const WorkerEvent asked = next(pool);
  ASSERT_EQ(asked.kind, Kind::asked);
  EXPECT_EQ(asked.content.at("how"), "many");
  pool.answer(worker, {{"number", 41}});
  EXPECT_EQ(next(pool).content.at("told"), 42);
}

TEST(WorkerPoolTest, ADeathIsToldAndAnotherWorkerTakesItsPlace) {
  WorkerPool pool({.workers = 1}, [](const Json& task, WorkerLink& link) {
    if (task.at("number") == 0) std::raise(SIGKILL);
    if (task.at("number") == 1) std::_Exit(7);
    return doubled(task, link);
  });
  pool.give({{"number", 0}});
  WorkerEvent event = next(pool);
  EXPECT_EQ(event.kind, Kind::died);
  EXPECT_EQ(event.signal, SIGKILL);
  pool.give({{"number", 1}});
  event = next(pool);
  EXPECT_EQ(event.kind, Kind::died);
  EXPECT_EQ(event.exit_code, 7);
  pool.give({{"number", 2}});
  event = next(pool);
  EXPECT_EQ(event.kind, Kind::answered);
  EXPECT_EQ(event.content.at("twice"), 4);
}

TEST(WorkerPoolTest, WhatAHandlerThrowsEndsTheWorkerAlone) {
  WorkerPool pool({.workers = 1}, [](const Json&, WorkerLink&) -> Json { throw std::runtime_error("lost"); });
  pool.give(Json::object());
  EXPECT_EQ(next(pool).kind, Kind::died);
}

TEST(WorkerPoolTest, AnIdleWorkerThatDiesIsReplaced) {
  WorkerPool pool({.workers = 1}, doubled);
  const int worker = pool.give({{"number", 1}});
  EXPECT_EQ(next(pool).kind, Kind::answered);
  ::kill(pool.process(worker), SIGKILL);
  siginfo_t info{};
  waitid(P_PID, static_cast<id_t>(pool.process(worker)), &info, WEXITED | WNOWAIT);
  pool.give({{"number", 3}});
  const WorkerEvent event = next(pool);
  ASSERT_EQ(event.kind, Kind::answered);
  EXPECT_EQ(event.content.at("twice"), 6);
}

TEST(WorkerPoolTest, ATaskThatTakesTooLongIsEnded) {
  WorkerPool pool({.workers = 1, .most_for_task = Seconds(0.01)}, [](const Json&, WorkerLink&) -> Json {
    while (true) pause();
  });
  pool.give(Json::object());
  EXPECT_EQ(next(pool).kind, Kind::timed_out);
  EXPECT_FALSE(pool.is_busy());
}

TEST(WorkerPoolTest, WaitingForAnAnswerIsNotTheTasksTime) {
  WorkerPool pool({.workers = 1, .most_for_task = Seconds(30)}, [](const Json&, WorkerLink& link) {
    link.ask("?");
    return Json("done");
  });
  const int worker = pool.give(Json::object());
  ASSERT_EQ(next(pool).kind, Kind::asked);
  // Nothing happens, and nothing is ended, for as long as the answer is not given.
  EXPECT_EQ(pool.wait(Seconds(0.02)).kind, Kind::nothing);
  pool.answer(worker, "!");
  EXPECT_EQ(next(pool).kind, Kind::answered);
}

TEST(WorkerPoolTest, SignalsToEndAreTheParentsToAnswer) {
  WorkerPool pool({.workers = 1}, [](const Json& task, WorkerLink& link) {
    std::raise(SIGINT);
    std::raise(SIGTERM);
    return doubled(task, link);
  });
  pool.give({{"number", 8}});
  EXPECT_EQ(next(pool).content.at("twice"), 16);
}

TEST(WorkerPoolTest, WhereTheWorkerIsPreparedItIsItself) {
  int prepared = 0;
  WorkerPool pool({.workers = 1, .prepare = [&] { prepared = 5; }},
                  [&](const Json&, WorkerLink&) { return Json(prepared); });
  pool.give(Json::object());
  EXPECT_EQ(next(pool).content, 5);
  EXPECT_EQ(prepared, 0) << "its memory is a copy";
}

}  // namespace
}  // namespace folio
