#include "review/review_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "core/markup_template.h"
#include "export/arranged_lines.h"
#include "export/readings.h"
#include "export/word_doubts.h"
#include "store/json_geometry.h"
#include "store/json_page_text.h"

namespace folio {
namespace {

using Json = nlohmann::json;

double rounded(double confidence) { return std::round(confidence * 1000) / 1000; }

std::string data_address(const char* type, const std::string& bytes) {
  return bytes.empty() ? std::string() : std::string("data:") + type + ";base64," + base64(bytes);
}

/// Words of a page by number, in the order of its lines.
std::map<const Word*, size_t> numbers_of(const PageText& page) {
  std::map<const Word*, size_t> numbers;
  for (const TextLine& line : page.lines)
    for (const Word& word : line.words) numbers.emplace(&word, numbers.size());
  return numbers;
}

/// Whether a transcription and the recognizer give a word otherwise, and nobody has said which is right.
bool differs(const Word& word, const LedgerEntry* entry) {
  if (word.source == TextSource::person) return false;
  if (word.source == TextSource::truth) return true;
  return entry != nullptr && entry->outcome == LedgerEntry::Outcome::not_in_transcription;
}

/// Entries of the ledger by their words.
std::map<std::string_view, const LedgerEntry*> entries_of(const ReconciledPage& page) {
  std::map<std::string_view, const LedgerEntry*> entries;
  for (const LedgerEntry& entry : page.ledger)
    if (!entry.word_id.empty()) entries.emplace(entry.word_id, &entry);
  return entries;
}

Json json_of_entry(const Word& word, const LedgerEntry* entry) {
  if (entry == nullptr) return {{"outcome", "corrected"}, {"reason", ""}};  // a later part of a broken word
  return {{"outcome", name_of(entry->outcome)},
          {"transcription", entry->outcome == LedgerEntry::Outcome::not_in_transcription ? "" : word.text},
          {"difference", name_of(entry->difference)},
          {"transcription_wrong", rounded(entry->transcription_wrong)},
          {"reading_wrong", rounded(entry->reading_wrong)},
          {"reason", entry->reason}};
}

Json json_of_doubts(const Word& word) {
  Json out = Json::array();
  for (const WordDoubt& doubt : doubts_of(word, {}))
    out.push_back({name_of(doubt.question), rounded(doubt.confidence)});
  return out;
}

class LeafData {
 public:
  explicit LeafData(const ReviewLeaf& leaf)
      : leaf_(leaf), page_(leaf.page.text), numbers_(numbers_of(page_)), entries_(entries_of(leaf.page)) {
    for (const TextLine& line : leaf.as_read.lines)
      for (const Word& word : line.words) as_read_.emplace(word.id, &word);
  }

  Json make() const {
    Json out{{"size", json_of(page_.size)},
             {"lines", Json::array()},
             {"regions", Json::array()},
             {"words", Json::array()},
             {"notes", Json::array()}};
    for (const TextLine& line : page_.lines) add_line(line, out);
    for (const TextRegion& region : page_.regions)
      out["regions"].push_back({{"id", region.id},
                                {"layer", name_of(region.layer)},
                                {"role", name_of(region.role)},
                                {"box", json_of(region.box)},
                                {"confidence", rounded(region.confidence)}});
    for (const PageNote& note : leaf_.notes)
      out["notes"].push_back({{"box", json_of(note.box)}, {"text", note.text}});
    out["readings"] = {{"typed", reading(Reading::typed)},
                       {"amended", reading(Reading::amended)},
                       {"diplomatic", reading(Reading::diplomatic)}};
    const LeafPicture& picture = leaf_.picture;
    out["picture"] = {{"size", json_of(picture.size)},
                      {"scan", data_address("image/jpeg", picture.scan_jpeg)},
                      {"paper", data_address("image/jpeg", picture.paper_jpeg)},
                      {"layers", data_address("image/png", picture.layers_png)}};
    if (leaf_.parallel != nullptr) out["translation"] = translation();
    return out;
  }

 private:
  void add_line(const TextLine& line, Json& out) const {
    const size_t line_idx = out["lines"].size();
    Json json{{"id", line.id},
              {"layer", name_of(line.layer)},
              {"role", name_of(line.role)},
              {"box", json_of(line.box)},
              {"confidence", rounded(line.layer_confidence)}};
    if (line.quarter_turns != 0) json["turns"] = line.quarter_turns;
    out["lines"].push_back(std::move(json));
    for (size_t i = 0; i < line.words.size(); ++i) {
      Json word = json_of_word(line.words[i]);
      word["line"] = line_idx;
      if (!line.words[i].text.empty() && hangs_on_word_before(line, i)) word["hangs"] = true;
      out["words"].push_back(std::move(word));
    }
  }

  Json json_of_word(const Word& word) const {
    Json out{{"id", word.id},
             {"text", word.text},
             {"box", json_of(word.box)},
             {"confidence", rounded(word.confidence)}};
    if (word.ocr != word.text) out["ocr"] = word.ocr;
    if (word.status != WordStatus::plain) out["status"] = name_of(word.status);
    if (word.strike != StrikeKind::none) out["strike"] = name_of(word.strike);
    if (word.source != TextSource::recognizer) out["source"] = name_of(word.source);
    if (Json doubts = json_of_doubts(word); !doubts.empty()) out["doubts"] = std::move(doubts);
    // Characters lie with the first reading alone.
    const auto first = as_read_.find(word.id);
    if (first != as_read_.end() && first->second->ocr == word.ocr && word.source != TextSource::both) {
      const std::vector<std::string> others = alternatives_of(*first->second);
      if (!others.empty()) out["alternatives"] = others;
    }
    const auto entry = entries_.find(word.id);
    const LedgerEntry* const known = entry == entries_.end() ? nullptr : entry->second;
    if (differs(word, known)) out["ledger"] = json_of_entry(word, known);
    return out;
  }

  /// What goes with paragraphs that stand on this leaf, wholly or in part.
  Json translation() const {
    Json paragraphs = Json::array();
    for (const ParallelPair& pair : leaf_.parallel->pairs) {
      Json boxes = Json::array();
      for (size_t o = pair.original_begin; o < pair.original_end; ++o)
        for (const ParallelPlace& place : leaf_.parallel->original[o].places)
          if (place.stem == page_.origin.stem) boxes.push_back(json_of(place.box));
      if (boxes.empty()) continue;
      for (size_t t = pair.translation_begin; t < pair.translation_end; ++t) {
        Json runs = Json::array();
        for (const ParallelRun& run : leaf_.parallel->translation[t].runs) {
          runs.push_back({{"kind", name_of(run.kind)}, {"text", run.text}});
          if (run.uncertain) runs.back()["uncertain"] = true;
          if (run.joined) runs.back()["joined"] = true;
        }
        paragraphs.push_back(
            {{"confidence", rounded(pair.confidence)}, {"boxes", boxes}, {"runs", std::move(runs)}});
      }
    }
    return {{"language", leaf_.parallel->language}, {"paragraphs", std::move(paragraphs)}};
  }

  Json reading(Reading which) const {
    Json lines = Json::array();
    for (const std::vector<ArrangedItem>& items : arranged_lines(page_, which)) {
      Json line = Json::array();
      for (const ArrangedItem& item : items)
        if (item.word != nullptr) line.push_back(numbers_.at(item.word));
      if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
  }

  const ReviewLeaf& leaf_;
  const PageText& page_;
  std::map<const Word*, size_t> numbers_;
  std::map<std::string_view, const LedgerEntry*> entries_;
  std::map<std::string_view, const Word*> as_read_;
};

}  // namespace

std::vector<std::string> alternatives_of(const Word& word, size_t most) {
  std::vector<std::pair<double, std::string>> found;
  std::string whole;
  for (const Glyph& glyph : word.glyphs) whole += glyph.text;
  if (whole != word.ocr) return {};
  for (size_t g = 0; g < word.glyphs.size(); ++g) {
    const Glyph& glyph = word.glyphs[g];
    for (const Glyph::Alternative& other : glyph.alternatives) {
      std::string text;
      for (size_t i = 0; i < word.glyphs.size(); ++i) text += i == g ? other.text : word.glyphs[i].text;
      found.emplace_back(other.confidence / std::max(glyph.confidence, 1e-3), std::move(text));
    }
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (auto& [odds, text] : found) {
    if (out.size() == most) break;
    if (text != word.ocr && text != word.text && std::ranges::find(out, text) == out.end())
      out.push_back(std::move(text));
  }
  return out;
}

Json review_summary(const ReviewLeaf& leaf) {
  const ReviewOptions options;
  const PageText& page = leaf.page.text;
  const auto entries = entries_of(leaf.page);
  Json doubts = Json::array(), differences = Json::array();
  const auto doubt_area = [&](const std::string& id, double confidence) {
    if (confidence < options.sure_layer) doubts.push_back({id, rounded(confidence), "layer"});
  };
  size_t words = 0;
  for (const TextLine& line : page.lines) {
    doubt_area(line.id, line.layer_confidence);
    words += line.words.size();
    for (const Word& word : line.words) {
      std::optional<WordDoubt> worst;
      for (const WordDoubt& doubt : doubts_of(word, options))
        if (!worst || doubt.confidence < worst->confidence) worst = doubt;
      if (worst) doubts.push_back({word.id, rounded(worst->confidence), name_of(worst->question)});
      const auto found = entries.find(word.id);
      const LedgerEntry* const entry = found == entries.end() ? nullptr : found->second;
      if (differs(word, entry))
        differences.push_back({word.id, entry == nullptr ? 0 : rounded(entry->transcription_wrong),
                               entry == nullptr ? 0 : rounded(entry->reading_wrong)});
    }
  }
  for (const TextRegion& region : page.regions) doubt_area(region.id, region.confidence);
  return {{"stem", page.origin.stem}, {"image", page.origin.sha256},
          {"text", leaf.text_sha256}, {"words", words},
          {"doubts", doubts},         {"differences", differences}};
}

Json review_leaf_data(const ReviewLeaf& leaf) { return LeafData(leaf).make(); }

}  // namespace folio
