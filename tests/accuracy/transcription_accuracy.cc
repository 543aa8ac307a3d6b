// Puts a publisher's transcription (reflowed, hyphens joined, lightly edited) to all pages of a real
// typescript at once: how many of its words come to the line on which a line-for-line truth has them, how
// many of the publisher's edits the ledger lists, and how many faults planted in it are among the ledger's
// first disagreements. usage: transcription_accuracy FOLIO SCANS WORK-FOLDER Exit 0 when every floor holds, 1
// when one does not, 77 (skipped) when SCANS is not there, else that of the Error.
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <set>

#include "batch/output_folder.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "floors.h"
#include "reconcile/ledger_export.h"
#include "reconcile/reconcile.h"
#include "run_program.h"
#include "support/planted_faults.h"
#include "transcription/notation_parser.h"
#include "true_lines.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr int kSkipped = 77;
constexpr const char* kScans = "ru-typed-autocode-1969";
constexpr const char* kSet = "ru-typed-autocode-1969+transcription";
constexpr int kFaults = 200;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

std::vector<PageText> digitized(const std::string& program, const fs::path& scans, const fs::path& work) {
  fs::remove_all(work);
  fs::create_directories(work);
  const fs::path errors = work / "errors.txt";
  const ProgramRun run = run_program({program, "digitize", (scans / kScans / "images").string(), "-o",
                                      (work / "out").string(), "-l", "rus", "-q"},
                                     errors);
  if (run.exit_code != 0)
    throw Error(static_cast<ErrorCode>(run.exit_code), fmt::format("digitize ended with {}", run.exit_code),
                "see " + errors.string());
  const OutputFolder folder(work / "out");
  std::vector<PageText> pages;
  for (const std::string& stem : folder.load_contents().stems)
    pages.push_back(folder.store(stem).load_recognized_text());
  return pages;
}

/// For each token of the transcription the lines of the truth that its word lies on; nothing = on no page.
std::map<std::pair<int, int>, std::set<TrueLine>> found_lines(const ReconciledFolio& folio,
                                                              const std::vector<LinedPage>& truth) {
  std::map<std::pair<int, int>, std::set<TrueLine>> out;
  for (const ReconciledPage& page : folio.pages) {
    const auto of_page = std::ranges::find(truth, page.text.origin.stem, &LinedPage::stem);
    if (of_page == truth.end()) continue;
    std::map<std::string, std::vector<TrueLine>> lines;  // by word id
    for (const TextLine& line : page.text.lines) {
      std::string read;
      for (const Word& word : line.words)
        read += (read.empty() ? "" : " ") + (word.ocr.empty() ? word.text : word.ocr);
      const std::vector<TrueLine> like = lines_like(read, *of_page);
      for (const Word& word : line.words) lines[word.id] = like;
    }
    for (const LedgerEntry& entry : page.ledger) {
      if (entry.truth_line == 0 || entry.word_id.empty()) continue;
      const std::vector<TrueLine>& here = lines[entry.word_id];
      out[{entry.truth_line, entry.truth_column}].insert(here.begin(), here.end());
    }
  }
  return out;
}

void check_lines(const ReconciledFolio& folio, const Transcription& transcription,
                 const std::vector<LinedPage>& truth, FloorCheck& floors) {
  std::vector<std::string> words;
  for (const Token& token : transcription.tokens) words.push_back(token.text);
  const PlacedWords placed = place_words(words, truth);
  const auto found = found_lines(folio, truth);
  size_t right = 0, all = 0;
  fmt::print("words that are not on their line:\n");
  for (size_t k = 0; k < words.size(); ++k) {
    if (placed.lines[k].empty()) continue;
    const Token& token = transcription.tokens[k];
    const auto here = found.find({token.line, token.column});
    const bool is_right =
        here != found.end() && std::ranges::any_of(placed.lines[k], [&](const TrueLine& line) {
          return here->second.contains(line);
        });
    ++all;
    right += is_right;
    if (!is_right)
      fmt::print("  {}:{} {} ({} line {}){}\n", token.line, token.column, token.text, placed.lines[k][0].stem,
                 placed.lines[k][0].line + 1, here == found.end() ? ": on no page" : "");
  }
  // An edit is listed by an entry of a word in it, or of an extra word after the one before it.
  std::set<std::pair<int, int>> listed;
  for (const Disagreement& row : disagreements(folio, Blamed::transcription))
    listed.insert(row.entry->truth_line > 0 ? std::pair(row.entry->truth_line, row.entry->truth_column)
                                            : std::pair(row.entry->after_line, row.entry->after_column));
  size_t edits_listed = 0;
  fmt::print("edits that the ledger does not list:\n");
  for (const PlacedWords::Edit& edit : placed.edits) {
    bool is_listed = false;
    for (int k = std::max(0, edit.begin - 1); k < edit.end; ++k) {
      const Token& token = transcription.tokens[static_cast<size_t>(k)];
      is_listed = is_listed || listed.contains({token.line, token.column});
    }
    edits_listed += is_listed;
    if (!is_listed) fmt::print("  \"{}\" for \"{}\"\n", edit.text, edit.on_page);
  }
  fmt::print("{} of {} words on their line; {} of {} edits listed\n", right, all, edits_listed,
             placed.edits.size());
  print_floor_heading();
  floors.check(kSet, "words-on-line", static_cast<double>(right) / static_cast<double>(all));
  floors.check(kSet, "edits-listed",
               static_cast<double>(edits_listed) / static_cast<double>(placed.edits.size()));
}

void check_faults(const std::vector<PageText>& pages, const std::string& text, FloorCheck& floors) {
  size_t found = 0, all = 0;
  for (const std::uint64_t seed : {1, 2, 3}) {
    const FaultyTranscription faulty = plant_faults(text, kFaults, seed);
    const ReconciledFolio folio = reconcile(pages, parse_transcription(faulty.text));
    found += static_cast<size_t>(faults_found(faulty, folio, faulty.faults.size() * 3 / 2));
    all += faulty.faults.size();
  }
  fmt::print("{} of {} planted faults in three plantings\n", found, all);
  floors.check(kSet, "faults-found", static_cast<double>(found) / static_cast<double>(all));
}

int run(const std::string& program, const fs::path& scans, const fs::path& work) {
  if (!fs::exists(scans / kScans)) {
    fmt::print("skipped: {} is not there\n", (scans / kScans).string());
    return kSkipped;
  }
  FloorCheck floors(read_floors(fs::path(FOLIO_FLOORS)));
  const std::vector<PageText> pages = digitized(program, scans, work);
  std::string text;
  for (const fs::path& file : files_in(scans / kScans / "gt")) text += read_file(file) + "\n\n";
  std::vector<LinedPage> truth;
  for (const fs::path& file : files_in(scans / kScans / "gt_lines")) {
    truth.push_back({file.stem().string(), split_lines(read_file(file))});
    std::erase_if(truth.back().lines, [](const std::string& line) { return trim(line).empty(); });
  }
  const Transcription transcription = parse_transcription(text);
  check_lines(reconcile(pages, transcription), transcription, truth, floors);
  check_faults(pages, text, floors);
  return floors.finish({kSet}) ? 0 : 1;
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: transcription_accuracy FOLIO SCANS WORK-FOLDER\n");
    return 1;
  }
  try {
    return folio::run(argv[1], argv[2], argv[3]);
  } catch (const folio::Error& error) {
    fmt::print(stderr, "{}\n", error.message());
    return static_cast<int>(error.code());
  }
}
