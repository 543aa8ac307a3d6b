#include "metrics/profiles/profiles.h"

#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <functional>
#include <random>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"

namespace folio {
namespace {

/// \n \r \t \\ and \u{HEX} as what they stand for.
std::string unescaped(std::string_view text) {
  std::u32string out;
  const std::u32string in = to_code_points(text);
  for (size_t k = 0; k < in.size(); ++k) {
    if (in[k] != U'\\') {
      out += in[k];
      continue;
    }
    switch (in.at(++k)) {
      case U'n':
        out += U'\n';
        break;
      case U'r':
        out += U'\r';
        break;
      case U't':
        out += U'\t';
        break;
      case U'u': {
        const size_t end = in.find(U'}', k);
        out +=
            static_cast<char32_t>(std::stoul(from_code_points(in.substr(k + 2, end - k - 2)), nullptr, 16));
        k = end;
        break;
      }
      default:
        out += in[k];
    }
  }
  return from_code_points(out);
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out;
  for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
    out.emplace_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  out.emplace_back(line);
  return out;
}

using Figures = std::function<std::vector<ProfileFigure>(std::string_view, std::string_view)>;

/// Compares each figure with the "part/whole" in the column of its name. Returns the number of cases.
size_t check_cases(const std::string& name, const Figures& figures) {
  size_t cases = 0;
  std::vector<std::string> header;
  for (const std::string& line : split_lines(read_file(FOLIO_PROFILES "/" + name + ".tsv"))) {
    const std::vector<std::string> fields = fields_of(line);
    if (header.empty()) {
      header = fields;
      continue;
    }
    EXPECT_EQ(fields.size(), header.size()) << line;
    const std::vector<ProfileFigure> found = figures(unescaped(fields[0]), unescaped(fields[1]));
    EXPECT_EQ(found.size() + 3, header.size());
    for (size_t k = 0; k < found.size(); ++k) {
      EXPECT_EQ(found[k].name, header[k + 2]);
      EXPECT_EQ(fmt::format("{}/{}", found[k].part, found[k].whole), fields[k + 2])
          << name << ": " << found[k].name << ": " << fields.back() << ": " << fields[0] << " | "
          << fields[1];
    }
    ++cases;
  }
  return cases;
}

TEST(Profiles, ReproduceEachProgramsWorkedCases) {
  EXPECT_GE(check_cases("dinglehopper", dinglehopper_figures), 40U);
  EXPECT_GE(check_cases("ocrevaluation", ocrevaluation_figures), 40U);
  EXPECT_GE(check_cases("ocrd", ocrd_figures), 40U);
  const auto isri = [](IsriMarks marks) {
    return [marks](std::string_view truth, std::string_view hypothesis) {
      return isri_figures(truth, hypothesis, marks);
    };
  };
  EXPECT_GE(check_cases("isri", isri(IsriMarks::text)), 40U);
  EXPECT_GE(check_cases("isri-marks", isri(IsriMarks::as_isri)), 20U);
}

TEST(Profiles, MarksOfATranscriptionNeitherRejectNorMatchAnything) {
  const std::string truth = "Слово ~~вычеркнуто~~ дальше ^{рукой} конец.";
  const std::string misread = "Слово ЩЩвычеркнутоЩЩ дальше ^{рукой} конец.";
  EXPECT_EQ(isri_figures(truth, misread, IsriMarks::as_isri)[0].part, 0U);
  EXPECT_EQ(isri_figures(truth, misread, IsriMarks::text)[0].part, 4U);
  EXPECT_EQ(isri_figures(truth, truth, IsriMarks::text)[0].value(), 1);
}

TEST(Profiles, SayOfNothingWhatTheProgramSays) {
  const auto value = [](Profile profile, std::string_view truth, std::string_view hypothesis) {
    return profile_figures(profile, truth, hypothesis)[0].value();
  };
  EXPECT_EQ(value(Profile::dinglehopper, "", ""), 0);
  EXPECT_TRUE(std::isinf(value(Profile::dinglehopper, "", "а").value()));
  EXPECT_EQ(value(Profile::isri, "", ""), std::nullopt);
  EXPECT_EQ(value(Profile::isri, "", "а"), std::nullopt);
  EXPECT_EQ(value(Profile::isri, "а", "xyz"), -2);
  EXPECT_EQ(value(Profile::ocrevaluation, "", ""), std::nullopt);
  EXPECT_TRUE(std::isinf(value(Profile::ocrevaluation, "", "а").value()));
  EXPECT_EQ(value(Profile::ocrd, "", ""), std::nullopt);
  EXPECT_EQ(value(Profile::ocrd, "", "а"), 1);
  EXPECT_EQ(value(Profile::ocrd, "а", "xyz"), 1);
}

TEST(Profiles, AddUpOverPages) {
  std::vector<ProfileFigure> sum;
  add(sum, profile_figures(Profile::dinglehopper, "аб", "ав"));
  add(sum, profile_figures(Profile::dinglehopper, "абвг", "абвг"));
  EXPECT_DOUBLE_EQ(sum[0].value().value(), 1.0 / 6);
  EXPECT_EQ(sum[0].count, 6U);
}

/// ocrevalUAtion's distance by its own table: no white space for anything else.
size_t plain_distance(const std::string& truth, const std::string& hypothesis) {
  std::vector<size_t> row(hypothesis.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= truth.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j < row.size(); ++j) {
      const char meant = truth[i - 1], read = hypothesis[j - 1];
      const size_t cost = meant == read ? 0 : (meant == ' ') == (read == ' ') ? 1 : 4;
      const size_t best = std::min({diagonal + cost, row[j] + 1, row[j - 1] + 1});
      diagonal = std::exchange(row[j], best);
    }
  }
  return row.back();
}

TEST(Profiles, NeverTakeALetterForABlankInOcrevaluation) {
  std::mt19937 random(8);
  for (int round = 0; round < 400; ++round) {
    const auto text = [&] {
      std::string out = "x";
      const size_t words = random() % 12;
      for (size_t k = 0; k < words; ++k)
        out += (random() % 3 == 0 ? "" : " ") +
               std::string(1 + random() % 4, static_cast<char>('a' + random() % 3));
      return out;
    };
    const std::string truth = text(), hypothesis = text();
    ASSERT_EQ(ocrevaluation_figures(truth, hypothesis)[0].part, plain_distance(truth, hypothesis))
        << truth << '|' << hypothesis;
  }
}

TEST(Profiles, OfLongTextsAreFoundPieceByPiece) {
  std::string truth, hypothesis;
  for (int k = 0; k < 3000; ++k) {
    truth += "слово номер " + std::to_string(k) + ' ';
    hypothesis += "слово" + std::string(k % 50 == 0 ? "x" : " ") + "номер " + std::to_string(k) + ' ';
  }
  EXPECT_EQ(ocrevaluation_figures(truth, hypothesis)[0].part, 120U);  // a letter for a blank is two edits
}

TEST(Profiles, HaveNames) {
  for (const Profile profile : kProfiles) EXPECT_EQ(profile_from_name(name_of(profile)), profile);
  EXPECT_EQ(profiles_from_names("isri, ocrd"), (Profiles{Profile::isri, Profile::ocrd}));
  EXPECT_EQ(profiles_from_names("all").size(), 4U);
  EXPECT_TRUE(profiles_from_names("none").empty());
  EXPECT_THROW(profiles_from_names("isri,abbyy"), Error);
}

}  // namespace
}  // namespace folio
