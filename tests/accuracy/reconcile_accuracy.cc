// Puts transcriptions to simulated folios (tests/support/simulated_folio.h) that are damaged on purpose, and
// counts the words that come to their place, and how far it may be believed what is said to be missing.
// usage: reconcile_accuracy [FOLIOS]     (8)
//   FOLIOS of some ten pages each for every damage.
// Exit 0 when every floor holds, 1 when one does not.
#include <spdlog/fmt/fmt.h>

#include <functional>
#include <string>
#include <vector>

#include "core/error.h"
#include "floors.h"
#include "reconcile/reconcile.h"
#include "share.h"
#include "support/planted_faults.h"
#include "support/simulated_folio.h"
#include "transcription/notation_parser.h"
#include "whole_number.h"

namespace folio {
namespace {

constexpr const char* kSet = "simulated-folios";

struct Damage {
  std::string name;
  std::function<void(SimulationOptions&)> apply;
};

const std::vector<Damage>& damages() {
  static const std::vector<Damage> kDamages{
      {"plain", [](SimulationOptions&) {}},
      {"words-dropped", [](SimulationOptions& o) { o.untranscribed_words = 0.1; }},
      {"words-unseen", [](SimulationOptions& o) { o.lost_words = 0.1; }},
      {"swapped", [](SimulationOptions& o) { o.swap_paragraphs = true; }},
      {"page-missing", [](SimulationOptions& o) { o.lose_a_page = true; }},
      {"shuffled", [](SimulationOptions& o) { o.shuffle_pages = true; }},
      {"all",
       [](SimulationOptions& o) {
         o.untranscribed_words = 0.1;
         o.swap_paragraphs = o.lose_a_page = o.shuffle_pages = true;
       }},
  };
  return kDamages;
}

struct Sums {
  Score words;
  UntranscribedScore untranscribed;
};

Sums measure(const Damage& damage, double character_errors, int folios) {
  Sums sums;
  for (int k = 1; k <= folios; ++k) {
    SimulationOptions options;
    options.seed = static_cast<uint64_t>(k);
    options.words = 3000;
    options.character_errors = character_errors;
    options.joined_words = options.split_words = character_errors / 10;
    options.struck_every = 41;
    options.inserted_every = 60;
    options.transcription_width = 70;
    damage.apply(options);
    const SimulatedFolio folio = simulate(options);
    const ReconciledFolio result = reconcile(folio.pages, parse_transcription(folio.transcription));
    sums.words += score(folio, result, [](const SimulatedFolio::TruePlace&) { return true; });
    const UntranscribedScore extra = score_untranscribed(folio, result);
    sums.untranscribed.said += extra.said;
    sums.untranscribed.rightly_said += extra.rightly_said;
    sums.untranscribed.all += extra.all;
  }
  return sums;
}

constexpr int kFaults = 200;

/// Of faults planted in the transcriptions of folios of 4,000 words, the share among the first one and a half
/// times as many disagreements.
PartOfPage planted(double character_errors, std::uint64_t seed) {
  SimulationOptions options;
  options.seed = seed;
  options.words = 4000;
  options.character_errors = character_errors;
  options.struck_every = 41;
  options.inserted_every = 60;
  options.transcription_width = 70;
  const SimulatedFolio folio = simulate(options);
  const FaultyTranscription faulty = plant_faults(folio.transcription, kFaults, seed);
  const ReconciledFolio result = reconcile(folio.pages, parse_transcription(faulty.text));
  return {faults_found(faulty, result, faulty.faults.size() * 3 / 2),
          static_cast<long>(faulty.faults.size())};
}

void check_planted(int folios, FloorCheck& floors) {
  for (const int percent : {1, 5, 10}) {
    std::vector<PartOfPage> parts;
    for (int k = 1; k <= folios; ++k)
      parts.push_back(planted(percent / 100.0, static_cast<std::uint64_t>(k)));
    const Share share = share_of(parts);
    const std::string figure = fmt::format("faults-found-{}", percent);
    print_share(figure, share);
    floors.check(kSet, figure, share.value);
  }
}

void print_row(const std::string& damage, int percent, const Sums& sums) {
  const UntranscribedScore& extra = sums.untranscribed;
  fmt::print("{:<14}{:>6}%{:>10.2f}%{:>8}{:>8}{:>10.1f}%{:>8}{:>8}{:>8}\n", damage, percent,
             100 * sums.words.share(), sums.words.wrong, sums.words.absent,
             100 * sums.words.absence_precision(), extra.said, extra.rightly_said, extra.all);
}

void check_damages(int folios, FloorCheck& floors) {
  fmt::print(
      "Tokens on the pages: placed right, wrongly, said to be missing; precision of what is said to be "
      "missing.\n"
      "Words that the transcription leaves out: said, of them rightly, of all.\n");
  fmt::print("{:<14}{:>7}{:>11}{:>8}{:>8}{:>11}{:>8}{:>8}{:>8}\n", "damage", "errors", "placed", "wrong",
             "missing", "precision", "said", "rightly", "all");
  std::vector<std::pair<std::string, double>> figures;
  for (const Damage& damage : damages()) {
    for (const int percent : {5, 10, 20}) {
      const Sums sums = measure(damage, percent / 100.0, folios);
      print_row(damage.name, percent, sums);
      if (damage.name != "all") continue;
      figures.emplace_back(fmt::format("placed-{}", percent), sums.words.share());
      figures.emplace_back(fmt::format("missing-precision-{}", percent), sums.words.absence_precision());
      figures.emplace_back(fmt::format("untranscribed-precision-{}", percent),
                           static_cast<double>(sums.untranscribed.rightly_said) / sums.untranscribed.said);
    }
  }
  print_floor_heading();
  for (const auto& [figure, value] : figures) floors.check(kSet, figure, value);
}

int run(int folios) {
  FloorCheck floors(read_floors(FOLIO_FLOORS));
  check_damages(folios, floors);
  check_planted(folios, floors);
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  try {
    return folio::run(argc > 1 ? static_cast<int>(folio::whole_number(argv[1])) : 8);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
