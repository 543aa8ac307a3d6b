#include <gtest/gtest.h>

#include <new>
#include <opencv2/dnn.hpp>
#include <optional>
#include <thread>

#include "core/error.h"
#include "core/files.h"
#include "foreign/conv_net_runner.h"

namespace folio {
namespace {

cv::Mat noise(int rows, int columns) {
  cv::Mat picture(rows, columns, CV_32F);
  cv::RNG random(7);
  random.fill(picture, cv::RNG::UNIFORM, 0, 1);
  return picture;
}

std::string model(const std::string& name) { return read_file(FOLIO_MODELS "/" + name); }

/// OpenCV's own runner is the plain twin.
cv::Mat by_opencv(const std::string& onnx, const std::string& output, const cv::Mat& input) {
  cv::dnn::Net net = cv::dnn::readNetFromONNX(onnx.data(), onnx.size());
  const int shape[] = {1, 1, input.rows, input.cols};
  net.setInput(cv::Mat(4, shape, CV_32F, const_cast<uchar*>(input.data)));
  return net.forward(output).clone();
}

void expect_same(const cv::Mat& found, const cv::Mat& expected) {
  ASSERT_EQ(found.dims, 4);
  for (int i = 0; i < 4; ++i) ASSERT_EQ(found.size[i], expected.size[i]) << i;
  EXPECT_LT(cv::norm(found, expected, cv::NORM_INF), 1e-4 * (1 + cv::norm(expected, cv::NORM_INF)));
}

TEST(ConvNetTest, GivesWhatOpenCvGives) {
  struct Case {
    const char* name;
    std::vector<std::string> outputs;
    std::vector<cv::Size> sizes;
  };
  // 1,000 columns cannot be folded by the dilations of the nets that read lines: oneDNN's slower way.
  const std::vector<Case> cases{
      {"typed-line.onnx", {"characters", "features"}, {{160, 40}, {1280, 40}, {1000, 40}, {160, 40}}},
      {"hand-line.onnx", {"characters"}, {{320, 48}, {1000, 48}}},
      {"ink-layers.onnx", {"layers"}, {{64, 96}, {320, 256}, {16, 16}}}};
  for (const Case& one : cases) {
    const std::string onnx = model(one.name);
    ConvNetRunner runner(read_conv_net(onnx, "test"), one.outputs);
    for (const cv::Size& size : one.sizes) {
      SCOPED_TRACE(std::string(one.name) + " " + std::to_string(size.width));
      const cv::Mat input = noise(size.height, size.width);
      const std::vector<cv::Mat>& found = runner.run(input);
      ASSERT_EQ(found.size(), one.outputs.size());
      for (size_t i = 0; i < found.size(); ++i) expect_same(found[i], by_opencv(onnx, one.outputs[i], input));
    }
  }
}

TEST(ConvNetTest, FreedBuffersAreTakenAnew) {
  const std::string onnx = model("ink-layers.onnx");
  ConvNetRunner runner(read_conv_net(onnx, "test"), {"layers"});
  const cv::Mat input = noise(64, 64);
  const cv::Mat first = runner.run(input).front().clone();
  runner.free_buffers();
  EXPECT_EQ(cv::norm(runner.run(input).front(), first, cv::NORM_INF), 0);
}

/// Pictures of more bytes than these find no memory.
class ScarceMemory : public cv::MatAllocator {
 public:
  explicit ScarceMemory(size_t most) : most_(most) { cv::Mat::setDefaultAllocator(this); }
  ~ScarceMemory() override { cv::Mat::setDefaultAllocator(usual_); }

  cv::UMatData* allocate(int dims, const int* sizes, int type, void* data, size_t* step, cv::AccessFlag flags,
                         cv::UMatUsageFlags usage) const override {
    size_t bytes = CV_ELEM_SIZE(type);
    for (int i = 0; i < dims; ++i) bytes *= static_cast<size_t>(sizes[i]);
    if (bytes > most_) throw std::bad_alloc();
    return usual_->allocate(dims, sizes, type, data, step, flags, usage);
  }
  bool allocate(cv::UMatData* data, cv::AccessFlag flags, cv::UMatUsageFlags usage) const override {
    return usual_->allocate(data, flags, usage);
  }
  void deallocate(cv::UMatData* data) const override { usual_->deallocate(data); }

 private:
  size_t most_;
  cv::MatAllocator* usual_ = cv::Mat::getDefaultAllocator();
};

// A buffer that could not grow is gone; plans of other sizes must not write to where it was.
TEST(ConvNetTest, ARunThatFoundNoMemoryHarmsNoOther) {
  const std::string onnx = model("ink-layers.onnx");
  ConvNetRunner runner(read_conv_net(onnx, "test"), {"layers"});
  const cv::Mat small = noise(96, 64), large = noise(256, 320);
  const cv::Mat expected = runner.run(small).front().clone();
  for (const size_t most : {size_t{50'000}, size_t{100'000}, size_t{400'000}}) {
    const ScarceMemory scarce(most);
    EXPECT_THROW(runner.run(large), std::bad_alloc) << most;
  }
  expect_same(runner.run(small).front(), expected);
  expect_same(runner.run(large).front(), by_opencv(onnx, "layers", large));
}

// What a thread made ready, another runs that has never run any.
TEST(ConvNetTest, ThreadsMayTakeEachOthersRunners) {
  const std::string onnx = model("ink-layers.onnx");
  ConvNetRunner runner(read_conv_net(onnx, "test"), {"layers"});
  const cv::Mat input = noise(256, 320);
  const cv::Mat expected = by_opencv(onnx, "layers", input);
  std::thread([&] { runner.run(input); }).join();
  cv::Mat found;
  std::thread([&] { found = runner.run(input).front().clone(); }).join();
  expect_same(found, expected);
}

TEST(ConvNetTest, RunnersOfOneNetDoNotDisturbEachOther) {
  const auto net = read_conv_net(model("hand-line.onnx"), "test");
  ConvNetRunner one(net, {"characters"}), other(net, {"characters"});
  const cv::Mat input = noise(48, 320);
  const cv::Mat& first = one.run(input).front();
  const cv::Mat before = first.clone();
  other.run(noise(48, 640));
  EXPECT_EQ(cv::norm(first, before, cv::NORM_INF), 0);
}

TEST(ConvNetTest, WhatCannotBeUsedIsAMissingDependency) {
  const auto code_of = [](const std::string& onnx, const std::string& output) {
    try {
      ConvNetRunner runner(read_conv_net(onnx, "test"), {output});
    } catch (const Error& error) {
      return std::optional(error.code());
    }
    return std::optional<ErrorCode>();
  };
  EXPECT_EQ(code_of("", "layers"), ErrorCode::missing_dependency);
  EXPECT_EQ(code_of("no net", "layers"), ErrorCode::missing_dependency);
  EXPECT_EQ(code_of(model("ink-layers.onnx"), "nothing"), ErrorCode::missing_dependency);
  EXPECT_EQ(code_of(model("ink-layers.onnx"), "layers"), std::nullopt);
}

TEST(ConvNetTest, AnInputThatIsTooSmallIsSaid) {
  ConvNetRunner runner(read_conv_net(model("typed-line.onnx"), "test"), {"characters"});
  EXPECT_THROW(runner.run(noise(1, 1)), Error);
}

}  // namespace
}  // namespace folio
