#pragma once

#include <cassert>
#include <opencv2/core.hpp>

namespace folio {

/// A row of a picture of labels, which is CV_16UC1 while all labels fit and CV_32SC1 otherwise: half the
/// memory on nearly all pages. Changes go to the picture.
class LabelRow {
 public:
  LabelRow(const cv::Mat& labels, int y) {
    assert(labels.type() == CV_16UC1 || labels.type() == CV_32SC1);
    auto* row = const_cast<uchar*>(labels.ptr(y));
    if (labels.depth() == CV_16U)
      narrow_ = reinterpret_cast<ushort*>(row);
    else
      wide_ = reinterpret_cast<int*>(row);
  }

  int operator[](int x) const { return narrow_ != nullptr ? narrow_[x] : wide_[x]; }
  void set(int x, int label) {
    if (narrow_ != nullptr)
      narrow_[x] = static_cast<ushort>(label);
    else
      wide_[x] = label;
  }

 private:
  ushort* narrow_ = nullptr;
  int* wide_ = nullptr;
};

/// A picture of labels up to `most`, all 0; reuses the memory of `labels` where it can.
void clear_labels(cv::Mat& labels, const cv::Size& size, size_t most);

/// Makes the picture hold labels up to `most`.
void widen_labels(cv::Mat& labels, size_t most);

}  // namespace folio
