#include "export/folio/folio_text.h"

#include <algorithm>
#include <utility>

#include "export/arranged_lines.h"
#include "export/clean_text.h"
#include "export/folio/paragraphs.h"
#include "export/folio/slip_words.h"
#include "export/folio/token_places.h"
#include "export/folio/word_joiner.h"
#include "export/readings.h"

namespace folio {
namespace {

/// The words of all pages as they stand. Whether one opens or ends a paragraph is told by its own line alone.
std::vector<FolioWord> words_of_pages(const ReconciledFolio& folio, const TokenPlaces& places) {
  std::vector<FolioWord> out;
  for (int p = 0; p < static_cast<int>(folio.pages.size()); ++p) {
    const PageText& page = folio.pages[static_cast<size_t>(p)].text;
    const ParagraphFinder paragraphs(page);
    const TextLine* above = nullptr;
    for (const auto& items : arranged_lines(page, Reading::amended)) {
      if (items.empty() || places.is_page_number(p, *items.front().line)) continue;
      const TextLine* line = nullptr;
      for (const ArrangedItem& item : items) {
        if (item.word == nullptr) continue;
        FolioWord word;
        word.part = item.word->status == WordStatus::struck ? FolioWord::Part::struck : FolioWord::Part::text;
        word.page_idx = p;
        word.line = item.line;
        word.word = item.word;
        word.text = clean_text(item.word->text);
        word.token_idx = places.token_of(p, *item.word);
        word.joined =
            hangs_on_word_before(*item.line, static_cast<size_t>(item.word - item.line->words.data()));
        if (line == nullptr) {
          line = item.line;
          word.opens_paragraph =
              paragraphs.opens(*line) || (above != nullptr && paragraphs.parted(*above, *line));
        }
        out.push_back(std::move(word));
      }
      if (line == nullptr) continue;
      out.back().ends_paragraph = paragraphs.ends(*line);
      above = line;
    }
  }
  return out;
}

/// Puts the words in order, slips in their places.
class Order {
 public:
  Order(std::vector<FolioWord> words, const SlipWords& slips, const std::vector<PlacedSlip>& placed,
        size_t page_count)
      : words_(std::move(words)), slips_(slips), placed_(placed), before_(words_.size() + 1) {
    open_paragraphs();
    find_page_ends(page_count);
  }

  std::vector<FolioWord> run() {
    for (size_t k = 0; k < words_.size(); ++k) {
      put_slips_of_page_ends(k);
      if (is_moved(k)) continue;
      const size_t called = put(k);
      if (called != SlipWords::kNone) put_slip(called, false);
    }
    put_slips_of_page_ends(words_.size());
    return std::move(out_);
  }

 private:
  using Place = PlacedSlip::Place;

  bool is_moved(size_t k) const {
    const int s = slips_.text_of[k];
    return s >= 0 && placed_[static_cast<size_t>(s)].place != Place::unknown;
  }

  bool is_heading_left_out(size_t k) const {
    const int s = slips_.heading_of[k];
    return s >= 0 && placed_[static_cast<size_t>(s)].place != Place::unknown;
  }

  /// What follows the end of a paragraph opens one: in the running text, and within each slip.
  void open_paragraphs() {
    std::vector<bool> ended(placed_.size() + 1, true);
    for (size_t k = 0; k < words_.size(); ++k) {
      if (is_heading_left_out(k)) continue;
      const size_t group = is_moved(k) ? static_cast<size_t>(slips_.text_of[k]) : placed_.size();
      words_[k].opens_paragraph = words_[k].opens_paragraph || ended[group];
      ended[group] = words_[k].ends_paragraph;
    }
  }

  /// A slip of a page's end stands before the first paragraph that begins behind the page.
  void find_page_ends(size_t page_count) {
    std::vector<size_t> end_of_page(page_count, 0);
    size_t page = 0;
    for (size_t k = 0; k <= words_.size(); ++k) {
      const size_t now = k < words_.size() ? static_cast<size_t>(words_[k].page_idx) : page_count;
      for (; page < now; ++page) end_of_page[page] = k;
    }
    std::vector<size_t> last_word(page_count, 0);
    for (size_t k = 0; k < words_.size(); ++k)
      if (!is_moved(k) && !is_heading_left_out(k)) last_word[static_cast<size_t>(words_[k].page_idx)] = k + 1;
    std::vector<size_t> next_paragraph(words_.size() + 1, words_.size());
    for (size_t k = words_.size(); k-- > 0;) {
      const bool opens = words_[k].opens_paragraph && !is_moved(k) && !is_heading_left_out(k);
      next_paragraph[k] = opens ? k : next_paragraph[k + 1];
    }
    for (size_t s = 0; s < placed_.size(); ++s) {
      if (placed_[s].place != Place::page_end) continue;
      const auto target = static_cast<size_t>(slips_.target_page[s]);
      const size_t at = last_word[target] > 0 ? last_word[target] : end_of_page[target];
      before_[next_paragraph[at]].push_back(s);
    }
  }

  void put_slips_of_page_ends(size_t k) {
    for (const size_t s : before_[k]) put_slip(s, true);
  }

  /// Puts a word. Gives the slip that is to follow it; SlipWords::kNone = none.
  size_t put(size_t k) {
    FolioWord& word = words_[k];
    word.slip_idx = std::max(slips_.heading_of[k], slips_.text_of[k]);
    if (is_heading_left_out(k)) word.part = FolioWord::Part::heading;
    const int called = slips_.call_of[k];
    const bool is_call = called >= 0 && placed_[static_cast<size_t>(called)].place == Place::called;
    if (is_call) word.part = FolioWord::Part::call;
    out_.push_back(word);
    const bool first = is_call && slips_.first_call[static_cast<size_t>(called)] == k;
    return first ? static_cast<size_t>(called) : SlipWords::kNone;
  }

  /// Puts a slip, with those that it calls for.
  void put_slip(size_t slip, bool own_paragraph) {
    struct Frame {
      size_t slip = 0, next = 0;
    };
    std::vector<Frame> stack;
    const auto open = [&](size_t s, bool paragraph) {
      words_[slips_.words[s].front()].opens_paragraph = paragraph;
      stack.push_back({s, 0});
    };
    open(slip, own_paragraph);
    while (!stack.empty()) {
      Frame& frame = stack.back();
      const std::vector<size_t>& words = slips_.words[frame.slip];
      if (frame.next == words.size()) {
        stack.pop_back();
        continue;
      }
      const size_t called = put(words[frame.next++]);
      if (called != SlipWords::kNone) open(called, false);
    }
  }

  std::vector<FolioWord> words_;
  const SlipWords& slips_;
  const std::vector<PlacedSlip>& placed_;
  std::vector<std::vector<size_t>> before_;  ///< slips that come before a word
  std::vector<FolioWord> out_;
};

}  // namespace

FolioText amended_text(const ReconciledFolio& folio, const Transcription& transcription) {
  const TokenPlaces places(folio, transcription);
  FolioText out;
  std::vector<FolioWord> words = words_of_pages(folio, places);
  const SlipWords slips = find_slip_words(folio, transcription, places, words);
  for (size_t s = 0; s < transcription.slips.size(); ++s) {
    PlacedSlip placed;
    placed.slip = transcription.slips[s];
    if (!slips.words[s].empty()) placed.page_idx = words[slips.words[s].front()].page_idx;
    if (placed.page_idx >= 0 && slips.is_called(s))
      placed.place = PlacedSlip::Place::called;
    else if (placed.page_idx >= 0 && slips.target_page[s] >= 0)
      placed.place = PlacedSlip::Place::page_end;
    out.slips.push_back(placed);
  }
  out.words = Order(std::move(words), slips, out.slips, folio.pages.size()).run();
  join_broken_words(out.words, places, transcription);
  return out;
}

}  // namespace folio
