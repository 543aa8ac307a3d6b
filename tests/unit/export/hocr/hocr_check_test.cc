#include "export/hocr/check/hocr_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "dialects.h"
#include "export/hocr/hocr_writer.h"
#include "hocr_forms.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::HasSubstr;

HocrVerdict check(const std::string& hocr) { return check_hocr(hocr, "x.hocr"); }

TEST(HocrCheck, EveryFormIsFoundByItsRule) {
  EXPECT_TRUE(check(good_form()).all_take_it());
  for (const HocrForm& form : hocr_forms()) {
    const HocrVerdict verdict = check(form.hocr);
    for (const Consumer consumer : kConsumers) {
      const auto expected = std::ranges::find(form.effects, consumer, &std::pair<Consumer, Effect>::first);
      EXPECT_EQ(verdict.effect_on(consumer),
                expected == form.effects.end() ? Effect::notes : expected->second)
          << form.name << ": " << name_of(consumer) << "\n"
          << describe(verdict, 0);
    }
  }
}

TEST(HocrCheck, TheWriterWritesNoneOfThem) {
  EXPECT_TRUE(check(write_hocr(sample_page_text())).all_take_it());
  for (unsigned seed = 0; seed < 200; ++seed) {
    const HocrVerdict verdict = check(write_hocr(random_page_text(seed)));
    ASSERT_TRUE(verdict.all_take_it()) << "seed " << seed << "\n" << describe(verdict, 3);
  }
}

TEST(HocrCheck, CountsWhatIsLostAndNamesTheLine) {
  std::string hocr = good_form();
  hocr.replace(hocr.find("class=\"ocr_line\" id=\"line_2\""), 16, "class=\"ocr_header\"");
  const HocrVerdict verdict = check(hocr);
  EXPECT_EQ(verdict.words, 4);
  EXPECT_EQ(verdict.lines, 2);
  const auto finding = std::ranges::find(verdict.findings, Consumer::hocr_pdf, &HocrFinding::consumer);
  ASSERT_NE(finding, verdict.findings.end());
  EXPECT_EQ(finding->words, 2);
  EXPECT_EQ(finding->line, 17);
  EXPECT_EQ(finding->rule, "line-class");
  EXPECT_THAT(describe(verdict, 0),
              HasSubstr("x.hocr:17:5: hocr-pdf loses 2 words: it reads words in class"));
}

TEST(HocrCheck, BoxesOverEachOtherAndCompatibilityCharactersAreNoFaults) {
  std::string hocr = good_form();
  hocr.replace(hocr.find("третье"), 12, "№ ½");
  hocr.replace(hocr.find("bbox 100 250 900 300; baseline"), 22, "bbox 100 110 900 160; ");
  const HocrVerdict verdict = check(hocr);
  EXPECT_TRUE(verdict.all_take_it());
  EXPECT_EQ(verdict.findings.size(), 2U) << describe(verdict, 0);
}

TEST(HocrCheck, ShowsAsManyAsItIsAsked) {
  const HocrVerdict verdict = check(tesseract_choices_hocr());
  const std::string short_form = describe(verdict, 1), whole = describe(verdict, 0);
  EXPECT_THAT(short_form, HasSubstr("hocr-pdf: 1 more of [word-text]"));
  EXPECT_THAT(whole, testing::Not(HasSubstr("more of")));
  const auto json = nlohmann::json::parse(json_of(verdict));
  EXPECT_EQ(json.at("findings").size(), verdict.findings.size());
  EXPECT_EQ(json.at("consumers").at("hocr-pdf"), "loses");
  EXPECT_FALSE(json.at("all_take_it").get<bool>());
}

TEST(HocrCheck, WhatIsNoHocrIsAnError) {
  EXPECT_THROW(check("<html><body/></html>"), Error);
  EXPECT_THROW(check(""), Error);
}

}  // namespace
}  // namespace folio
