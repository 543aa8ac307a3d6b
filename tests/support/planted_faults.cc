#include "support/planted_faults.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/text.h"
#include "reconcile/ledger_export.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

using Kind = PlantedFault::Kind;

constexpr int kApart = 3;  // words between two faults

/// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mix(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

bool all_letters(std::u32string_view text) {
  return std::ranges::all_of(text, [](char32_t c) { return c >= U'А' && c <= U'я'; });
}

/// What may be put in a token's place; nothing of its kind when it is none of these.
bool is_of_kind(Kind kind, std::u32string_view text) {
  switch (kind) {
    case Kind::word:
      return text.size() >= 4 && all_letters(text) && text[0] >= U'а' && text[1] >= U'а';
    case Kind::name:
      return text.size() >= 4 && all_letters(text) && text[0] < U'а' && text[1] >= U'а';
    case Kind::negation:
      return text == U"не";
    case Kind::number:
      return !text.empty() && std::ranges::all_of(text, [](char32_t c) { return c >= U'0' && c <= U'9'; });
  }
  return false;
}

/// One edit of a line: `length` code points at `position` give way to `text`.
struct Edit {
  size_t position = 0, length = 0;
  std::u32string text;
};

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::word:
      return "word";
    case Kind::name:
      return "name";
    case Kind::negation:
      return "negation";
    case Kind::number:
      return "number";
  }
  return "";
}

FaultyTranscription plant_faults(const std::string& transcription, int count, std::uint64_t seed) {
  const std::vector<Token> tokens = parse_transcription(transcription).tokens;
  std::vector<std::u32string> lines;
  for (const std::string& line : split_lines(transcription)) lines.push_back(to_code_points(line));
  std::map<Kind, std::vector<size_t>> places;
  std::map<Kind, std::vector<std::u32string>> words;
  for (size_t k = 1; k < tokens.size(); ++k) {
    const std::u32string text = to_code_points(tokens[k].text);
    const bool alone = !tokens[k].joined && (k + 1 == tokens.size() || !tokens[k + 1].joined);
    const auto& line = lines[static_cast<size_t>(tokens[k].line) - 1];
    if (!alone || tokens[k].layer != Layer::typed ||
        line.substr(static_cast<size_t>(tokens[k].column) - 1, text.size()) != text)
      continue;
    for (const Kind kind : {Kind::word, Kind::name, Kind::negation, Kind::number}) {
      if (!is_of_kind(kind, text)) continue;
      places[kind].push_back(k);
      words[kind].push_back(text);
    }
  }
  std::map<size_t, Kind> chosen;
  std::uint64_t state = seed;
  const auto choose = [&](Kind kind, int wanted) {
    std::vector<size_t> order = places[kind];
    for (size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[(state = mix(state)) % k]);
    for (const size_t k : order) {
      if (wanted == 0) break;
      const auto next = chosen.lower_bound(k);
      const bool near_next = next != chosen.end() && next->first - k <= kApart;
      const bool near_last = next != chosen.begin() && k - std::prev(next)->first <= kApart;
      if (near_next || near_last) continue;
      chosen[k] = kind;
      --wanted;
    }
  };
  for (const Kind kind : {Kind::negation, Kind::number, Kind::name}) choose(kind, count / 4);
  choose(Kind::word, count - static_cast<int>(chosen.size()));

  FaultyTranscription out;
  std::map<int, std::vector<Edit>> edits;
  std::map<size_t, PlantedFault> fault_at;
  for (const auto& [k, kind] : chosen) {
    const std::u32string original = to_code_points(tokens[k].text);
    std::u32string planted = original;
    if (kind == Kind::number) {
      state = mix(state);
      char32_t& digit = planted[state % planted.size()];
      digit = U'0' + (digit - U'0' + 1 + static_cast<char32_t>(state / 64 % 8)) % 10;
    } else if (kind == Kind::negation) {
      planted.clear();
    } else {
      for (int tries = 0; tries < 100 && planted == original; ++tries)
        planted = words[kind][(state = mix(state)) % words[kind].size()];
      if (planted == original) continue;
    }
    edits[tokens[k].line].push_back({static_cast<size_t>(tokens[k].column) - 1, original.size(), planted});
    fault_at[k] = {kind, tokens[k].text, from_code_points(planted), 0, 0};
  }
  for (auto& [line, of_line] : edits)
    for (auto edit = of_line.rbegin(); edit != of_line.rend(); ++edit)
      lines[static_cast<size_t>(line) - 1].replace(edit->position, edit->length, edit->text);
  for (const std::u32string& line : lines) out.text += from_code_points(line) + "\n";
  const std::vector<Token> after = parse_transcription(out.text).tokens;
  size_t removed = 0;
  for (auto& [k, fault] : fault_at) {
    const bool is_gone = fault.kind == Kind::negation;
    const Token& token = after[k - removed - (is_gone ? 1 : 0)];
    fault.line = token.line;
    fault.column = token.column;
    removed += is_gone;
    out.faults.push_back(fault);
  }
  return out;
}

int faults_found(const FaultyTranscription& faulty, const ReconciledFolio& folio, size_t rows) {
  std::map<std::pair<int, int>, std::vector<const PlantedFault*>> at;
  for (const PlantedFault& fault : faulty.faults) at[{fault.line, fault.column}].push_back(&fault);
  std::set<const PlantedFault*> found;
  std::vector<Disagreement> ranked = disagreements(folio, Blamed::transcription);
  if (ranked.size() > rows) ranked.resize(rows);
  for (const Disagreement& row : ranked) {
    const LedgerEntry& entry = *row.entry;
    const bool extra = entry.truth_line == 0;
    const auto here = at.find(extra ? std::pair(entry.after_line, entry.after_column)
                                    : std::pair(entry.truth_line, entry.truth_column));
    if (here == at.end()) continue;
    for (const PlantedFault* fault : here->second)
      if ((fault->kind == Kind::negation) == extra) found.insert(fault);
  }
  return static_cast<int>(found.size());
}

}  // namespace folio
