// Time and most memory of putting a transcription to a folio, by the number of its pages: simulated ones of
// 2,000 characters, 5 % of which are read wrongly. usage: reconcile_bench [PAGES...]     (10 100 1000)
//   Each size in a process of its own. Exit 0; 1 when fewer than 98 % of the words come to their place: a
//   wrong answer is not worth timing.
#include <spdlog/fmt/fmt.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <vector>

#include "reconcile/reconcile.h"
#include "support/simulated_folio.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

int measure(int pages) {
  SimulationOptions options;
  options.lines_a_page = 34;  // of about 60 characters
  options.words = pages * 345;
  options.character_errors = 0.05;
  options.struck_every = 41;
  options.inserted_every = 60;
  SimulatedFolio folio = simulate(options);
  const double before_mb = peak_megabytes();
  const auto start = std::chrono::steady_clock::now();
  const ReconciledFolio result = reconcile(std::move(folio.pages), parse_transcription(folio.transcription));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const double share = score(folio, result, [](const SimulatedFolio::TruePlace&) { return true; }).share();
  fmt::print("{:>6} pages {:>8} words {:>8.2f} s {:>7.0f} MB (before: {:.0f}) {:>6.2f} % placed\n",
             result.pages.size(), folio.places.size(), seconds.count(), peak_megabytes(), before_mb,
             100 * share);
  return share >= 0.98 ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int k = 1; k < argc; ++k) sizes.push_back(std::atoi(argv[k]));
  if (sizes.empty()) sizes = {10, 100, 1000};
  int worst = 0;
  for (const int size : sizes) {
    const pid_t child = fork();
    if (child == 0) return folio::measure(size);
    int status = 0;
    waitpid(child, &status, 0);
    worst = std::max(worst, WIFEXITED(status) ? WEXITSTATUS(status) : 1);
  }
  return worst;
}
