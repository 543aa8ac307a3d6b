// Processor time and most memory of comparing texts: one long text with a damaged twin, character by
// character with the edits, and all figures of many pages. usage: text_bench
//   Exit 0; 1 when an answer is wrong, or time or memory is three times what it may be.
#include <spdlog/fmt/fmt.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/text/text_figures.h"
#include "support/damaged_text.h"

namespace folio {
namespace {

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// What a benchmark may take.
struct Limits {
  double seconds, megabytes;
};

int judge(const char* what, double seconds, const Limits& limits, bool is_right) {
  const double megabytes = peak_megabytes();
  fmt::print("{:<58} {:>6.2f} s (at most {}) {:>5.0f} MB (at most {}){}\n", what, seconds, limits.seconds,
             megabytes, limits.megabytes, is_right ? "" : "  WRONG");
  return is_right && seconds <= 3 * limits.seconds && megabytes <= 3 * limits.megabytes ? 0 : 1;
}

template <class Work>
double seconds_of(const Work& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string made_up_text(std::mt19937_64& random, size_t lines) {
  return text_of(made_up_lines(random, lines, 64));
}

int long_text() {
  std::mt19937_64 random(1);
  const std::string truth = made_up_text(random, 3390);
  const std::string hypothesis = damaged(truth, 0.1, random);
  const std::vector<std::string> meant = grapheme_clusters(truth), read = grapheme_clusters(hypothesis);
  std::vector<Edit> edits;
  const double seconds = seconds_of([&] { edits = align(meant, read); });
  const double rate = static_cast<double>(edit_counts(edits).distance()) / static_cast<double>(meant.size());
  return judge(fmt::format("{} characters and their 10 % damaged twin:", meant.size()).c_str(), seconds,
               {3, 500}, meant.size() > 195000 && rate > 0.07 && rate < 0.1);
}

int long_text_figures() {
  std::mt19937_64 random(1);
  const std::string truth = made_up_text(random, 3390);
  const std::string hypothesis = damaged(truth, 0.1, random);
  TextFigures figures;
  const double seconds = seconds_of([&] {
    figures = text_figures(truth, hypothesis, {}, {kProfiles.begin(), kProfiles.end()});
  });
  return judge("the same, all figures and profiles:", seconds, {30, 500},
               figures.order_free.edits.distance() <= figures.characters.edits.distance());
}

int pages(const char* what, bool shuffled, const Profiles& profiles) {
  std::mt19937_64 random(2);
  std::vector<std::pair<std::string, std::string>> texts;
  size_t characters = 0;
  for (int page = 0; page < 1000; ++page) {
    const std::vector<std::string> lines = made_up_lines(random, 34, 64);
    std::vector<std::string> read;
    for (const std::string& line : lines) read.push_back(damaged(line, 0.05, random));
    if (shuffled) shuffle(read, random);
    texts.emplace_back(text_of(lines), text_of(read));
    characters += grapheme_clusters(texts.back().first).size();
  }
  TextFigures sum;
  const double seconds = seconds_of([&] {
    for (const auto& [truth, hypothesis] : texts) sum += text_figures(truth, hypothesis, {}, profiles);
  });
  const double rate = sum.order_free.value().value_or(1);
  return judge(what, seconds, {20, 500}, characters > 1950000 && rate > 0.035 && rate < 0.055);
}

}  // namespace
}  // namespace folio

int main() {
  int worst = 0;
  for (int part = 0; part < 5; ++part) {  // each in a process of its own, for its memory
    const pid_t child = fork();
    if (child == 0) {
      if (part == 0) return folio::long_text();
      if (part == 1) return folio::long_text_figures();
      if (part == 2) return folio::pages("1,000 pages of 2,000 characters, all figures:", false, {});
      if (part == 3) return folio::pages("the same, lines shuffled:", true, {});
      return folio::pages("the same, in order, with the four profiles:", false,
                          {folio::kProfiles.begin(), folio::kProfiles.end()});
    }
    int status = 0;
    waitpid(child, &status, 0);
    worst = std::max(worst, WIFEXITED(status) ? WEXITSTATUS(status) : 1);
  }
  return worst;
}
