#include "core/picture_memory.h"

#include <sys/mman.h>

#include <array>
#include <cstdlib>
#include <new>
#include <opencv2/core.hpp>

namespace folio {
namespace {

constexpr size_t kLarge = 1 << 20;  // bytes: smaller ones are malloc's business
constexpr size_t kAlignment = 64, kHugePage = 2 << 20;
constexpr size_t kAutoStep = 0x7fffffff;  // CV_AUTOSTEP of OpenCV's C types

struct Block {
  void* memory = nullptr;
  size_t size = 0;
};

/// Of this thread. Without a destructor: pictures may go after it would have run.
thread_local std::array<Block, 4> freed{};

size_t rounded(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

void drop_freed_pictures() {
  for (Block& block : freed) {
    std::free(block.memory);
    block = {};
  }
}

namespace {

void* take(size_t size) {
  if (size >= kLarge) {
    for (Block& block : freed) {
      if (block.size != size) continue;
      void* memory = block.memory;
      block = {};
      return memory;
    }
    drop_freed_pictures();
  }
  void* memory = nullptr;
  if (posix_memalign(&memory, size >= kLarge ? kHugePage : kAlignment, size) != 0) throw std::bad_alloc();
  // Only a wish: the system clears 2 MB at a time, rather than 4 KB.
  if (size >= kLarge) madvise(memory, size, MADV_HUGEPAGE);
  return memory;
}

void give_back(void* memory, size_t size) {
  if (size >= kLarge) {
    for (Block& block : freed) {
      if (block.memory != nullptr) continue;
      block = {memory, size};
      return;
    }
  }
  std::free(memory);
}

/// As cv::Mat's own (cv::Mat::getStdAllocator), but for where the memory comes from.
class PictureAllocator : public cv::MatAllocator {
 public:
  cv::UMatData* allocate(int dims, const int* sizes, int type, void* given, size_t* step,
                         cv::AccessFlag /*flags*/, cv::UMatUsageFlags /*usage*/) const override {
    size_t total = CV_ELEM_SIZE(type);
    for (int i = dims - 1; i >= 0; --i) {
      if (step != nullptr) {
        if (given != nullptr && step[i] != kAutoStep)
          total = step[i];
        else
          step[i] = total;
      }
      total *= static_cast<size_t>(sizes[i]);
    }
    auto* data = new cv::UMatData(this);
    const size_t size = rounded(total);
    data->size = total;
    if (given != nullptr) {
      data->data = data->origdata = static_cast<uchar*>(given);
      data->flags |= cv::UMatData::USER_ALLOCATED;
    } else {
      try {
        data->data = data->origdata = static_cast<uchar*>(take(size));
      } catch (...) {
        delete data;
        throw;
      }
    }
    return data;
  }

  bool allocate(cv::UMatData* data, cv::AccessFlag /*flags*/, cv::UMatUsageFlags /*usage*/) const override {
    return data != nullptr;
  }

  void deallocate(cv::UMatData* data) const override {
    if (data == nullptr) return;
    if ((data->flags & cv::UMatData::USER_ALLOCATED) == 0) give_back(data->origdata, rounded(data->size));
    data->origdata = nullptr;
    delete data;
  }
};

}  // namespace

void reuse_picture_memory() {
  static PictureAllocator allocator;
  cv::Mat::setDefaultAllocator(&allocator);
}

}  // namespace folio
