#include "batch/page_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

class PageQueueTest : public ::testing::Test {
 protected:
  Input tiff(const std::string& name, int pages) {
    test::write_tiff(folder_ / name, std::vector<test::TiffPage>(static_cast<size_t>(pages)));
    return {folder_ / name, name.substr(0, name.find('.')), std::nullopt};
  }
  Input missing(const std::string& name) { return {folder_ / name, name, std::nullopt}; }

  test::TemporaryFolder folder_;
};

TEST_F(PageQueueTest, PagesComeInOrderFileByFile) {
  PageQueue queue({tiff("a.tif", 2), tiff("b.tif", 1), tiff("c.tif", 3)});
  std::vector<std::string> stems;
  for (int order = 0; auto task = queue.next(); ++order) {
    EXPECT_EQ(task->order, order);
    ASSERT_FALSE(task->problem);
    stems.push_back(task->source->origin(task->page_idx).stem);
  }
  EXPECT_EQ(stems, (std::vector<std::string>{"a-p001", "a-p002", "b", "c-p001", "c-p002", "c-p003"}));
  EXPECT_FALSE(queue.next()) << "and none after that";
}

TEST_F(PageQueueTest, ABadInputIsATaskOfItsOwn) {
  Input empty_folder{folder_ / "empty", "empty", Error(ErrorCode::input, "holds no images")};
  PageQueue queue({tiff("a.tif", 1), missing("none.tif"), empty_folder, tiff("b.tif", 1)});
  ASSERT_FALSE(queue.next()->problem);
  const auto none = queue.next();
  ASSERT_TRUE(none->problem);
  EXPECT_EQ(none->order, 1);
  EXPECT_EQ(none->source, nullptr);
  EXPECT_EQ(none->problem->code(), ErrorCode::input);
  EXPECT_EQ(none->problem->file(), (folder_ / "none.tif").string());
  EXPECT_EQ(none->problem->stage(), "ingest");
  EXPECT_STREQ(queue.next()->problem->what(), "holds no images");
  const auto last = queue.next();
  ASSERT_TRUE(last && !last->problem);
  EXPECT_EQ(last->order, 3);
  EXPECT_FALSE(queue.next());
}

TEST_F(PageQueueTest, TheTotalGrowsAsFilesAreOpened) {
  PageQueue queue({tiff("a.tif", 3), tiff("b.tif", 2), missing("none.tif")});
  EXPECT_EQ(queue.known_total(), 3);  // a page a file at least
  queue.next();
  EXPECT_EQ(queue.known_total(), 5);
  for (int i = 0; i < 3; ++i) queue.next();
  EXPECT_EQ(queue.known_total(), 6);
  while (queue.next()) {
  }
  EXPECT_EQ(queue.known_total(), 6);
}

TEST_F(PageQueueTest, StoppedItGivesNoMore) {
  PageQueue queue({tiff("a.tif", 3)});
  ASSERT_TRUE(queue.next());
  queue.stop();
  EXPECT_FALSE(queue.next());
}

TEST_F(PageQueueTest, NoInputsAreNoPages) {
  PageQueue queue({});
  EXPECT_EQ(queue.known_total(), 0);
  EXPECT_FALSE(queue.next());
}

TEST_F(PageQueueTest, ManyThreadsGetEachPageOnce) {
  PageQueue queue({tiff("a.tif", 40), missing("none.tif"), tiff("b.tif", 40)});
  std::vector<std::vector<int>> orders(4);
  {
    std::vector<std::thread> threads;
    threads.reserve(orders.size());
    for (auto& own : orders) {
      threads.emplace_back([&queue, &own] {
        while (const auto task = queue.next()) own.push_back(task->order);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::multiset<int> all;
  for (const auto& own : orders) {
    EXPECT_TRUE(std::ranges::is_sorted(own));
    all.insert(own.begin(), own.end());
  }
  ASSERT_EQ(all.size(), 81U);
  EXPECT_EQ(*all.begin(), 0);
  EXPECT_EQ(*all.rbegin(), 80);
  EXPECT_EQ(std::set<int>(all.begin(), all.end()).size(), 81U);
}

}  // namespace
}  // namespace folio
