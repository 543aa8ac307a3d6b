#include "reconcile/draft.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace folio {

namespace {

/// Both boxes hold about the same ink: most of the smaller lies in the larger, which is not much larger.
bool same_ink(const Box& typed, const Box& hand) {
  const Box common = intersect(typed, hand);
  return !common.empty() && common.area() >= 0.7 * static_cast<double>(typed.area()) &&
         typed.width() >= 0.5 * hand.width() && typed.height() >= 0.35 * hand.height();
}

std::vector<int> find_twins(const PageText& page) {
  std::vector<int> out(page.lines.size(), -1);
  for (size_t l = 0; l < page.lines.size(); ++l) {
    if (page.lines[l].layer != Layer::typed && page.lines[l].layer != Layer::print) continue;
    for (size_t h = 0; h < page.lines.size(); ++h) {
      const TextLine& hand = page.lines[h];
      if (hand.layer == Layer::hand && hand.words.empty() && same_ink(page.lines[l].box, hand.box))
        out[l] = static_cast<int>(h);
    }
  }
  return out;
}

TypingSize typing_size(const PageText& page) {
  std::vector<double> pitches, steps;
  double last_y = -1;
  for (const TextLine& line : page.lines) {
    if (line.layer != Layer::typed && line.layer != Layer::print) continue;
    for (const Word& word : line.words) {
      const size_t letters = to_code_points(word.text).size();
      if (letters >= 3) pitches.push_back(word.box.width() / static_cast<double>(letters));
    }
    if (line.words.size() < 2) continue;
    const double y = line.box.center_y();
    if (last_y >= 0 && y - last_y > line.box.height() * 0.5) steps.push_back(y - last_y);
    last_y = y;
  }
  const auto middle = [](std::vector<double>& values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
  };
  // A typewriter's usual 2.6 mm and 8.5 mm where the page does not tell.
  TypingSize out{2.6 * page.resolution.pixels_per_mm(), 8.5 * page.resolution.pixels_per_mm()};
  if (!pitches.empty()) out.pitch = std::max(1.0, middle(pitches));
  if (!steps.empty()) out.line_step = std::max(1.0, middle(steps));
  return out;
}

}  // namespace

Draft::Draft(std::vector<PageText> pages_, const Transcription& transcription_)
    : pages(std::move(pages_)), transcription(transcription_) {
  pieces_of.resize(transcription.tokens.size());
  noted.resize(transcription.tokens.size());
  for (const PageText& page : pages) {
    std::vector<std::vector<bool>> lines;
    for (const TextLine& line : page.lines) lines.emplace_back(line.words.size(), false);
    line_taken.emplace_back(page.lines.size(), false);
    region_taken.emplace_back(page.regions.size(), false);
    taken.push_back(std::move(lines));
    twins.push_back(find_twins(page));
    sizes.push_back(typing_size(page));
  }
}

void Draft::add(Piece piece) {
  const int piece_idx = static_cast<int>(pieces.size());
  for (const int token_idx : piece.token_idxs) pieces_of[static_cast<size_t>(token_idx)].push_back(piece_idx);
  if (piece.line_idx >= 0) {
    const auto page = static_cast<size_t>(piece.page_idx), line = static_cast<size_t>(piece.line_idx);
    for (const int word_idx : piece.word_idxs) taken[page][line][static_cast<size_t>(word_idx)] = true;
    line_taken[page][line] = true;
  }
  pieces.push_back(std::move(piece));
}

bool is_machine_token(const Token& token) {
  return (token.layer == Layer::typed || token.layer == Layer::print) && !token.text.empty();
}

}  // namespace folio
