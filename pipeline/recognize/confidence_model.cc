#include "recognize/confidence_model.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "core/error.h"

namespace folio {
namespace {

constexpr double kSurest = 0.995;  // no word is beyond doubt, and none is surely wrong

double logit(double chance) {
  const double inside = std::clamp(chance, 1e-4, 1 - 1e-4);
  return std::log(inside / (1 - inside));
}

/// As scripts/train/reading/calibrate.py has them.
std::array<double, 8> features_of(const WordEvidence& evidence) {
  return {1,
          logit(evidence.least),
          std::max(evidence.product, -8.0),
          std::max(evidence.language, -8.0),
          std::min(evidence.spacing, 1.0),
          std::log(std::max(1, evidence.characters)),
          logit(evidence.second_confidence),
          std::max(evidence.second_language, -8.0)};
}

template <typename Coefficients>
double logistic(const Coefficients& coefficients, const WordEvidence& evidence) {
  const auto features = features_of(evidence);
  double sum = 0;
  for (size_t i = 0; i < features.size(); ++i) sum += coefficients[i] * features[i];
  return std::clamp(1 / (1 + std::exp(-sum)), 1 - kSurest, kSurest);
}

}  // namespace

ConfidenceModel::ConfidenceModel(std::string_view content) {
  const std::array<std::pair<std::string_view, Coefficients*>, 4> rows{
      {{"alone", &alone_}, {"same", &same_}, {"other", &other_}, {"second", &second_}}};
  std::istringstream lines{std::string(content)};
  lines.imbue(std::locale::classic());
  for (const auto& [name, coefficients] : rows) {
    std::string found;
    lines >> found;
    for (double& value : *coefficients) lines >> value;
    if (!lines || found != name) {
      throw Error(ErrorCode::missing_dependency, "the confidences of typed lines are damaged",
                  "install folio anew");
    }
  }
}

double ConfidenceModel::of_first(const WordEvidence& evidence) const {
  switch (evidence.second) {
    case WordEvidence::Second::not_asked:
      return logistic(alone_, evidence);
    case WordEvidence::Second::same:
      return logistic(same_, evidence);
    case WordEvidence::Second::other:
      return logistic(other_, evidence);
  }
  return 0;
}

double ConfidenceModel::of_second(const WordEvidence& evidence) const {
  return evidence.second == WordEvidence::Second::other ? logistic(second_, evidence) : 0;
}

}  // namespace folio
