#include "review/review_patch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace folio {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

Json word_edit() {
  return {{"kind", "word"},      {"how", "type"},     {"id", "w_1"},
          {"box", {1, 2, 3, 4}}, {"before", "слово"}, {"after", "Слово"}};
}

Json patch_of(const std::vector<Json>& edits) {
  return {{"format", "folio-review-patch"},
          {"version", 1},
          {"made_by", "folio 0.1.0"},
          {"pages", {{{"page", "leaf"}, {"image_sha256", std::string(64, 'a')}, {"edits", edits}}}}};
}

/// What a patch is refused for; empty when it is not.
std::string refusal_of(const std::string& bytes) {
  try {
    parse_review_patch(bytes);
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.message();
  }
}
std::string refusal_of(const Json& patch) { return refusal_of(patch.dump()); }
std::string refusal_of_edit(const Json& edit) { return refusal_of(patch_of({edit})); }

TEST(ReviewPatchTest, ReadsAllKindsOfEdits) {
  Json struck = word_edit();
  struck["status"] = "struck";
  const ReviewPatch patch = parse_review_patch(
      patch_of({struck,
                {{"kind", "area"},
                 {"id", "line_1"},
                 {"box", {1, 2, 30, 4}},
                 {"layer_before", "typed"},
                 {"layer", "hand"},
                 {"role_before", "body"},
                 {"role", "leaf-number"}},
                {{"kind", "note"}, {"id", "w_1"}, {"box", {1, 2, 3, 4}}, {"text", " two\nlines "}}})
          .dump());
  ASSERT_EQ(patch.pages.size(), 1U);
  const PagePatch& page = patch.pages[0];
  EXPECT_EQ(page.stem, "leaf");
  ASSERT_EQ(page.edits.size(), 3U);
  const auto& word = std::get<WordEdit>(page.edits[0]);
  EXPECT_EQ(word.how, WordEdit::How::type);
  EXPECT_EQ(word.after, "Слово");
  EXPECT_EQ(word.box, (Box{1, 2, 3, 4}));
  EXPECT_EQ(word.status_before, WordStatus::plain);
  EXPECT_EQ(word.status, WordStatus::struck);
  EXPECT_EQ(std::get<AreaEdit>(page.edits[1]).role, Role::leaf_number);
  EXPECT_EQ(std::get<NoteEdit>(page.edits[2]).text, "two\nlines");
}

TEST(ReviewPatchTest, TextsComeComposedAndWithSingleBlanks) {
  Json edit = word_edit();
  edit["after"] = " и\u0306  до ";
  const ReviewPatch patch = parse_review_patch(patch_of({edit}).dump());
  EXPECT_EQ(std::get<WordEdit>(patch.pages[0].edits[0]).after, "й до");
}

TEST(ReviewPatchTest, WhatIsNoPatchIsRefused) {
  EXPECT_THAT(refusal_of(std::string()), HasSubstr("is no JSON"));
  EXPECT_THAT(refusal_of(std::string("<html>")), HasSubstr("is no JSON"));
  EXPECT_THAT(refusal_of(std::string("{\"format\": \"\xFF\"}")), HasSubstr("is no JSON"));
  EXPECT_THAT(refusal_of(Json::array()), HasSubstr("is no patch"));
  EXPECT_THAT(refusal_of(Json{{"format", "another"}}), HasSubstr("is no patch"));
  Json other = patch_of({});
  other["version"] = 2;
  EXPECT_THAT(refusal_of(other), HasSubstr("another version than 1"));
  other["version"] = "1";
  EXPECT_THAT(refusal_of(other), HasSubstr("another version than 1"));
  other = patch_of({});
  other.erase("pages");
  EXPECT_THAT(refusal_of(other), HasSubstr("is damaged"));
  EXPECT_THAT(refusal_of(std::string(kMostPatchBytes + 1, ' ')), HasSubstr("more than 64 MiB"));
}

TEST(ReviewPatchTest, NamesOfPagesLeadNowhere) {
  for (const std::string name : {"", ".", "..", "../leaf", "/etc/passwd", "a/b", "a\\b"}) {
    Json patch = patch_of({});
    patch["pages"][0]["page"] = name;
    EXPECT_THAT(refusal_of(patch), HasSubstr("is no name of a page")) << name;
  }
  Json patch = patch_of({});
  patch["pages"][0]["page"] = std::string("a\0b", 3);
  EXPECT_THAT(refusal_of(patch), HasSubstr("is no name of a page"));
}

TEST(ReviewPatchTest, NothingComesTwice) {
  EXPECT_THAT(refusal_of(patch_of({word_edit(), word_edit()})), HasSubstr("w_1 is edited twice"));
  Json note{{"kind", "note"}, {"id", "w_1"}, {"box", {1, 2, 3, 4}}, {"text", "a note on the same word"}};
  EXPECT_EQ(refusal_of(patch_of({word_edit(), note})), "");
  Json patch = patch_of({});
  patch["pages"].push_back(patch["pages"][0]);
  EXPECT_THAT(refusal_of(patch), HasSubstr("the page leaf comes twice"));
}

TEST(ReviewPatchTest, EditsThatSayNothingSensibleAreRefused) {
  const auto with = [](const char* key, const Json& value) {
    Json edit = word_edit();
    edit[key] = value;
    return edit;
  };
  EXPECT_THAT(refusal_of_edit(with("kind", "page")), HasSubstr("\"kind\" is none of"));
  EXPECT_THAT(refusal_of_edit(with("how", "guess")), HasSubstr("\"how\" is none of"));
  EXPECT_THAT(refusal_of_edit(with("how", "accept")), HasSubstr("accepted and changed"));
  EXPECT_THAT(refusal_of_edit(with("id", "")), HasSubstr("no \"id\""));
  EXPECT_THAT(refusal_of_edit(with("after", 7)), HasSubstr("\"after\" is no text"));
  EXPECT_THAT(refusal_of_edit(with("after", "a\x1B[2J")), HasSubstr("control characters"));
  EXPECT_THAT(refusal_of_edit(with("after", std::string(2000, 'a'))), HasSubstr("more than 1000 bytes"));
  EXPECT_THAT(refusal_of_edit(with("status", "gone")), HasSubstr("is damaged"));
  for (const Json& box : {Json(), Json("1 2 3 4"), Json({1, 2, 3}), Json({1, 2, 3, 4, 5}), Json({3, 2, 1, 4}),
                          Json({1, 2, 1, 4}), Json({-1, 2, 3, 4}), Json({1, 2, 3, 1e300}),
                          Json({1, 2, 3, 9999999999}), Json({1, 2, 3.5, 4})})
    EXPECT_THAT(refusal_of_edit(with("box", box)), HasSubstr("\"box\" is")) << box.dump();
  Json area{{"kind", "area"},    {"id", "line_1"},        {"box", {1, 2, 30, 4}}, {"layer_before", "typed"},
            {"layer", "strike"}, {"role_before", "body"}, {"role", "body"}};
  EXPECT_THAT(refusal_of_edit(area), HasSubstr("no line can be of that"));
  area["layer"] = "hand";
  area["role"] = "title";
  EXPECT_THAT(refusal_of_edit(area), HasSubstr("is damaged"));
  EXPECT_THAT(refusal_of_edit("text"), HasSubstr("\"kind\" is none of"));
}

}  // namespace
}  // namespace folio
