#include "page/label_row.h"

#include <limits>

namespace folio {
namespace {

int type_for(size_t most) { return most <= std::numeric_limits<ushort>::max() ? CV_16UC1 : CV_32SC1; }

}  // namespace

void clear_labels(cv::Mat& labels, const cv::Size& size, size_t most) {
  labels.create(size, type_for(most));
  labels.setTo(0);
}

void widen_labels(cv::Mat& labels, size_t most) {
  if (labels.depth() == CV_16U && type_for(most) == CV_32SC1) labels.convertTo(labels, CV_32S);
}

}  // namespace folio
