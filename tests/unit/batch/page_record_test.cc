#include "batch/page_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

PageRecord full_record() {
  PageRecord record;
  record.stem = "лист 13-p002";
  record.file = fs::path("/scans/\xff\xfe.tif");  // a name that is no UTF-8
  record.page_idx = 1;
  record.page_count = 3;
  record.image_sha256 = std::string(64, 'a');
  record.read_key = std::string(64, 'b');
  record.products_key = std::string(64, 'c');
  record.exports_key = "cd";
  record.folio_key = "ef";
  record.products = {{"лист 13-p002.hocr", 12345, std::string(64, 'd')},
                     {"stages/лист 13-p002/recognized.json", 5'000'000'000, std::string(64, 'e')}};
  record.lines = 30;
  record.words = 211;
  record.confidence = 0.1 + 0.2;
  record.doubts = {"few lines", "«хмуро»\tи косо"};
  record.seconds = 3.25;
  record.cpu_seconds = 2.75;
  record.peak_bytes = 600ULL << 20;
  record.corrections = {7, 1, {{"лист 13-p002", "1 2 3 4", "typed", "а", "б", "в", "no word there"}}};
  return record;
}

class PageRecordTest : public ::testing::Test {
 protected:
  fs::path page() const { return folder_ / "stages/leaf"; }
  fs::path file() const { return page() / "done.json"; }
  /// What the file of a full record gives once `change` was made to it.
  std::optional<PageRecord> changed(const std::function<void(Json&)>& change) const {
    save_page_record(page(), full_record());
    Json json = Json::parse(read_file(file()));
    change(json);
    write_file(file(), json.dump());
    return load_page_record(page());
  }
  test::TemporaryFolder folder_;
};

TEST_F(PageRecordTest, ComesBackAsItWas) {
  save_page_record(page(), full_record());
  EXPECT_EQ(load_page_record(page()), full_record());
  PageRecord later;
  later.stem = "leaf";
  save_page_record(page(), later);
  EXPECT_EQ(load_page_record(page()), later);
}

TEST_F(PageRecordTest, TheSameRecordGivesTheSameBytes) {
  save_page_record(page(), full_record());
  const std::string first = read_file(file());
  save_page_record(page(), full_record());
  EXPECT_EQ(read_file(file()), first);
}

TEST_F(PageRecordTest, WhatJsonCannotHoldIsPutRight) {
  PageRecord record = full_record();
  record.confidence = std::numeric_limits<double>::quiet_NaN();
  record.doubts = {"bytes \xff"};
  save_page_record(page(), record);
  const auto loaded = load_page_record(page());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->confidence, 0);
  EXPECT_EQ(loaded->doubts.front(), "bytes \xEF\xBF\xBD");
}

TEST_F(PageRecordTest, WithoutAFileThePageIsNotDone) {
  EXPECT_EQ(load_page_record(page()), std::nullopt);
  fs::create_directories(file());
  EXPECT_EQ(load_page_record(page()), std::nullopt) << "a folder in its place";
  fs::remove(file());
  save_page_record(folder_ / "elsewhere", full_record());
  fs::create_symlink(folder_ / "elsewhere/done.json", file());
  EXPECT_EQ(load_page_record(page()), std::nullopt) << "a link in its place";
}

TEST_F(PageRecordTest, CutAnywhereThePageIsNotDone) {
  save_page_record(page(), full_record());
  const std::string whole = read_file(file());
  for (size_t size = 0; size + 1 < whole.size(); size += 5) {  // its last byte is a line end
    test::put_bytes(file(), whole.substr(0, size));
    EXPECT_EQ(load_page_record(page()), std::nullopt) << size;
  }
}

TEST_F(PageRecordTest, OtherContentIsNoRecord) {
  for (const char* bytes : {"[]", "null", "3", "\"done\"", "{}", "{\"format\": 1}", "\xff\xfe", "[[[[[[["}) {
    fs::create_directories(page());
    test::put_bytes(file(), bytes);
    EXPECT_EQ(load_page_record(page()), std::nullopt) << bytes;
  }
  EXPECT_NE(changed([](Json&) {}), std::nullopt);
  EXPECT_EQ(changed([](Json& json) { json["format"] = 2; }), std::nullopt);
  EXPECT_EQ(changed([](Json& json) { json["words"] = -1; }), std::nullopt);
  EXPECT_EQ(changed([](Json& json) { json["products"][0]["bytes"] = 0.5; }), std::nullopt);
  EXPECT_EQ(changed([](Json& json) { json["corrections"]["rows"][0] = {"a", "b"}; }), std::nullopt);
  const Json whole = Json::parse(read_file(file()));
  for (const auto& member : whole.items())
    EXPECT_EQ(changed([&](Json& json) { json.erase(member.key()); }), std::nullopt) << member.key();
}

TEST_F(PageRecordTest, ARecordLeadsNowhereOutOfItsFolder) {
  for (const char* name : {"/etc/passwd", "../a.hocr", "a/../../b", ""})
    EXPECT_EQ(changed([&](Json& json) { json["products"][0]["name"] = name; }), std::nullopt) << name;
  for (const char* stem : {"..", "/a", "a/b", ""})
    EXPECT_EQ(changed([&](Json& json) { json["stem"] = stem; }), std::nullopt) << stem;
}

TEST_F(PageRecordTest, RemovedThePageIsNotDone) {
  save_page_record(page(), full_record());
  remove_page_record(page());
  EXPECT_EQ(load_page_record(page()), std::nullopt);
  remove_page_record(page());
}

TEST_F(PageRecordTest, ProductsAreThereByTheirSizes) {
  PageRecord record;
  EXPECT_FALSE(products_are_there(record, folder_.path())) << "a page without products is none";
  record.products = {{"a.hocr", 5, {}}, {"stages/a/recognized.json", 0, {}}};
  write_file(folder_ / "a.hocr", "12345");
  EXPECT_FALSE(products_are_there(record, folder_.path()));
  write_file(folder_ / "stages/a/recognized.json", "");
  EXPECT_TRUE(products_are_there(record, folder_.path()));
  write_file(folder_ / "a.hocr", "1234");
  EXPECT_FALSE(products_are_there(record, folder_.path()));
  fs::remove(folder_ / "a.hocr");
  write_file(folder_ / "elsewhere", "12345");
  fs::create_symlink(folder_ / "elsewhere", folder_ / "a.hocr");
  EXPECT_FALSE(products_are_there(record, folder_.path())) << "a link is no product";
}

}  // namespace
}  // namespace folio
