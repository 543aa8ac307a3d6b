#include "recognize/ctc_beam.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr double kFigures = -2.3;  // the same as in decoder.py
constexpr double kLeast = -1e3;    // instead of minus infinity
constexpr double kNever = -std::numeric_limits<double>::infinity();

double log_sum(double a, double b) {
  const double most = std::max(a, b);
  return most == kNever ? kNever : most + std::log1p(std::exp(std::min(a, b) - most));
}

/// Texts that share their beginnings.
class Texts {
 public:
  struct Node {
    int parent = -1, class_idx = 0;
    double language = 0;  ///< what the language and the reward add to the text's score
  };

  Texts(const std::u32string& alphabet, const CharacterModel* language, const BeamSearch& search)
      : alphabet_(alphabet), language_(language), search_(search) {}

  const Node& operator[](int text) const { return nodes_[static_cast<size_t>(text)]; }

  int longer(int text, int class_idx) {
    const auto [place, is_new] = children_.try_emplace({text, class_idx}, static_cast<int>(nodes_.size()));
    if (is_new) {
      nodes_.push_back({text, class_idx, (*this)[text].language + added_by(text, class_idx)});
    }
    return place->second;
  }

  std::vector<int> classes_of(int text) const {
    std::vector<int> out;
    for (; text > 0; text = (*this)[text].parent) out.push_back((*this)[text].class_idx);
    std::ranges::reverse(out);
    return out;
  }

 private:
  CharacterModel::Symbol symbol_of(int class_idx) const {
    return CharacterModel::symbol_of(alphabet_[static_cast<size_t>(class_idx) - 1]);
  }

  double added_by(int text, int class_idx) const {
    if (language_ == nullptr) return 0;
    std::vector<CharacterModel::Symbol> context;
    const auto longest = static_cast<size_t>(language_->order()) - 1;
    for (; text > 0 && context.size() < longest; text = (*this)[text].parent)
      context.push_back(symbol_of((*this)[text].class_idx));
    if (context.size() < longest) context.push_back(CharacterModel::symbol_of(U' '));
    std::ranges::reverse(context);
    const char32_t sign = alphabet_[static_cast<size_t>(class_idx) - 1];
    return search_.character_reward + search_.language_weight * log_likelihood(*language_, context, sign);
  }

  const std::u32string& alphabet_;
  const CharacterModel* language_;
  const BeamSearch& search_;
  std::vector<Node> nodes_{Node{}};
  std::map<std::pair<int, int>, int> children_;
};

/// ln of the likelihood on paper of all ways that give a text so far, by whether they end in no character.
struct Ways {
  double none = kNever, character = kNever;
  double all() const { return log_sum(none, character); }
};

std::vector<int> best_text(const cv::Mat& likelihoods, Texts& texts, const BeamSearch& search) {
  std::vector<std::pair<int, Ways>> beam{{0, {0, kNever}}};
  for (int t = 0; t < likelihoods.rows; ++t) {
    const auto* row = likelihoods.ptr<float>(t);
    std::map<int, Ways> grown;
    for (const auto& [text, ways] : beam) {
      Ways& same = grown[text];
      same.none = log_sum(same.none, ways.all() + std::log(std::max(row[0], 1e-12F)));
      const int last = texts[text].class_idx;
      if (last != 0)
        same.character = log_sum(same.character, ways.character + std::log(std::max(row[last], 1e-12F)));
      for (int k = 1; k < likelihoods.cols; ++k) {
        if (row[k] < search.least_likelihood) continue;
        Ways& more = grown[texts.longer(text, k)];
        more.character = log_sum(more.character, (k == last ? ways.none : ways.all()) + std::log(row[k]));
      }
    }
    beam.assign(grown.begin(), grown.end());
    const auto score = [&](const auto& entry) { return entry.second.all() + texts[entry.first].language; };
    const auto kept = beam.begin() + static_cast<std::ptrdiff_t>(std::min(search.width, beam.size()));
    std::partial_sort(beam.begin(), kept, beam.end(),
                      [&](const auto& a, const auto& b) { return score(a) > score(b); });
    beam.erase(kept, beam.end());
  }
  return texts.classes_of(beam.front().first);
}

/// The step at which each character is likeliest, on the likeliest way through the steps that gives the text.
std::vector<int> steps_of(const cv::Mat& likelihoods, const std::vector<int>& classes) {
  const auto states = static_cast<int>(2 * classes.size() + 1);
  const auto class_of = [&](int state) {
    return state % 2 == 0 ? 0 : classes[static_cast<size_t>(state) / 2];
  };
  cv::Mat from(likelihoods.rows, states, CV_8UC1, cv::Scalar(0));
  std::vector<double> before(static_cast<size_t>(states), kNever), now;
  for (int t = 0; t < likelihoods.rows; ++t) {
    now.assign(before.size(), kNever);
    for (int s = 0; s < states; ++s) {
      const auto at = static_cast<size_t>(s);
      double best = t == 0 ? (s < 2 ? 0 : kNever) : before[at];
      if (t > 0 && s > 0 && before[at - 1] > best) best = before[at - 1], from.at<uchar>(t, s) = 1;
      const bool skips = t > 0 && s > 2 && s % 2 == 1 && class_of(s) != class_of(s - 2);
      if (skips && before[at - 2] > best) best = before[at - 2], from.at<uchar>(t, s) = 2;
      now[at] = best + std::log(std::max(likelihoods.at<float>(t, class_of(s)), 1e-12F));
    }
    std::swap(before, now);
  }
  int state = states - 1;
  if (states > 1 && before[static_cast<size_t>(states) - 2] > before.back()) --state;
  std::vector<int> steps(classes.size(), -1);
  for (int t = likelihoods.rows - 1; t >= 0; --t) {
    if (state % 2 == 1) {
      int& step = steps[static_cast<size_t>(state) / 2];
      const int k = class_of(state);
      if (step < 0 || likelihoods.at<float>(t, k) > likelihoods.at<float>(step, k)) step = t;
    }
    state -= from.at<uchar>(t, state);
  }
  return steps;
}

}  // namespace

double log_likelihood(const CharacterModel& language, std::span<const CharacterModel::Symbol> before,
                      char32_t sign) {
  const double told = language.log_likelihood(before, CharacterModel::symbol_of(sign));
  return is_digit(sign) ? std::max(told, kFigures) : told;
}

double log_likelihood_of_text(const cv::Mat& likelihoods, int first, int end, std::span<const int> classes) {
  const size_t states = 2 * classes.size() + 1;
  const auto class_of = [&](size_t state) { return state % 2 == 0 ? 0 : classes[state / 2]; };
  std::vector<double> before(states, kNever), now(states, kNever);
  for (int t = first; t < end; ++t) {
    for (size_t s = 0; s < states; ++s) {
      double sum = t == first ? (s < 2 ? 0 : kNever) : before[s];
      if (t > first && s > 0) sum = log_sum(sum, before[s - 1]);
      if (t > first && s > 2 && s % 2 == 1 && class_of(s) != class_of(s - 2))
        sum = log_sum(sum, before[s - 2]);
      now[s] = sum + std::log(std::max(likelihoods.at<float>(t, class_of(s)), 1e-12F));
    }
    std::swap(before, now);
  }
  const double all = states > 1 ? log_sum(before[states - 1], before[states - 2]) : before[0];
  return std::max(all, kLeast);
}

std::vector<ReadClass> decode_beam(const cv::Mat& logits, const std::u32string& alphabet,
                                   const CharacterModel* language, const BeamSearch& search) {
  std::vector<ReadClass> out;
  if (logits.empty()) return out;
  const cv::Mat likelihoods = likelihoods_of_steps(logits);
  Texts texts(alphabet, language, search);
  const std::vector<int> classes = best_text(likelihoods, texts, search);
  const std::vector<int> steps = steps_of(likelihoods, classes);
  for (size_t i = 0; i < classes.size(); ++i)
    out.push_back(read_class_at(likelihoods, std::max(0, steps[i]), classes[i]));
  return out;
}

}  // namespace folio
