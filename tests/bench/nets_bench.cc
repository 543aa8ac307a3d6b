// Speed of the nets, run by oneDNN (folio) and by OpenCV, in turn, in one thread. Each answer is checked
// first.
//   nets_bench --benchmark_repetitions=5 --benchmark_report_aggregates_only
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <opencv2/dnn.hpp>

#include "core/files.h"
#include "core/models.h"
#include "foreign/conv_net_runner.h"

namespace folio {
namespace {

struct Case {
  const char* model;
  const char* output;
  int rows, columns;
};
constexpr Case kCases[] = {{"typed-line.onnx", "characters", 40, 1280},
                           {"hand-line.onnx", "characters", 48, 1280},
                           {"ink-layers.onnx", "layers", 608, 1120}};

cv::Mat noise(const Case& one) {
  cv::Mat picture(one.rows, one.columns, CV_32F);
  cv::RNG random(7);
  random.fill(picture, cv::RNG::UNIFORM, 0, 1);
  return picture;
}

class ByOpenCv {
 public:
  explicit ByOpenCv(const Case& one) : output_(one.output) {
    const std::string onnx = load_model(one.model);
    net_ = cv::dnn::readNetFromONNX(onnx.data(), onnx.size());
  }
  cv::Mat run(const cv::Mat& input) {
    const int shape[] = {1, 1, input.rows, input.cols};
    net_.setInput(cv::Mat(4, shape, CV_32F, const_cast<uchar*>(input.data)));
    return net_.forward(output_);
  }

 private:
  cv::dnn::Net net_;
  std::string output_;
};

void by_opencv(benchmark::State& state, const Case& one) {
  ByOpenCv net(one);
  const cv::Mat input = noise(one);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(net.run(input));
}

void by_onednn(benchmark::State& state, const Case& one) {
  ConvNetRunner runner(read_conv_net(load_model(one.model), one.model), {one.output});
  const cv::Mat input = noise(one);
  const cv::Mat expected = ByOpenCv(one).run(input);
  if (cv::norm(runner.run(input).front(), expected, cv::NORM_INF) > 1e-4 * cv::norm(expected, cv::NORM_INF)) {
    std::fprintf(stderr, "%s: oneDNN and OpenCV do not give the same\n", one.model);
    std::exit(1);
  }
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(runner.run(input));
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  cv::setNumThreads(1);
  for (const folio::Case& one : folio::kCases) {
    benchmark::RegisterBenchmark((std::string("onednn/") + one.model).c_str(), folio::by_onednn, one)
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark((std::string("opencv/") + one.model).c_str(), folio::by_opencv, one)
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
