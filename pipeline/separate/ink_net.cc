#include "separate/ink_net.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <opencv2/imgproc.hpp>

#include "foreign/conv_net_runner.h"

namespace folio {
namespace {

constexpr double kLetterHeight = 9;  // pixels of small letters that the net was trained on
constexpr int kCell = 16;            // the net's coarsest features: its input is a multiple of them
// Pixels of the net's scale: of a piece of the page, and the most columns of one. They bound its memory to
// about 25 MB.
constexpr int kPiece = 256 * 1024, kMostColumns = 1024;
constexpr int kMargin = 48;      // around a piece: what lies beyond hardly changes a pixel's likelihoods
constexpr float kPaper = 0.03F;  // darkness of what is surely no ink

int round_up(int size) { return (size + kCell - 1) / kCell * kCell; }

cv::Mat darkness_at(const cv::Mat& gray, const cv::Size& size) {
  cv::Mat small, dark;
  const bool shrinks = size.area() < gray.size().area();
  cv::resize(gray, small, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
  small.convertTo(dark, CV_32F, -1.0 / 255, 1.0);
  return dark;
}

/// Writes the net's output for the piece `from` (with its margins) of the page into `odds`, within `core`,
/// where there is anything darker than paper.
void spread(const cv::Mat& output, const cv::Mat& dark, const cv::Rect& from, const cv::Rect& core,
            LayerOdds& odds) {
  for (const Layer layer : kInkLayers) {
    const int first = 4 * (static_cast<int>(layer) - 1);
    cv::Mat& map = odds.map(layer);
    for (int y = core.y; y < core.br().y; ++y) {
      const int row = y - from.y;
      const float* even = output.ptr<float>(0, first + 2 * (row % 2), row / 2);
      const float* odd = output.ptr<float>(0, first + 2 * (row % 2) + 1, row / 2);
      const auto* darkness = dark.ptr<float>(y);
      auto* out = map.ptr<uchar>(y);
      for (int x = core.x; x < core.br().x; ++x) {
        if (darkness[x] < kPaper) continue;
        const int column = x - from.x;
        const float logit = (column % 2 == 0 ? even : odd)[column / 2];
        out[x] = cv::saturate_cast<uchar>(255 / (1 + std::exp(-logit)));
      }
    }
  }
}

}  // namespace

LayerOdds::LayerOdds(const cv::Size& page, double scale) : scale_(scale) {
  const cv::Size size(std::max(1, cvRound(page.width * scale)), std::max(1, cvRound(page.height * scale)));
  for (cv::Mat& map : maps_) map = cv::Mat::zeros(size, CV_8UC1);
  const auto fill = [](std::vector<int>& places, int from, int to) {
    places.resize(static_cast<size_t>(from));
    for (int i = 0; i < from; ++i)
      places[static_cast<size_t>(i)] = std::min(to - 1, static_cast<int>((i + 0.5) * to / from));
  };
  fill(column_of_, page.width, size.width);
  fill(row_of_, page.height, size.height);
}

/// The net, and those that run it which no thread is using.
struct InkNet::Runners {
  std::shared_ptr<const ConvNet> net;
  std::mutex mutex;
  std::vector<ConvNetRunner> idle;

  ConvNetRunner take() {
    const std::scoped_lock lock(mutex);
    if (idle.empty()) return {net, {"layers"}};
    ConvNetRunner runner = std::move(idle.back());
    idle.pop_back();
    return runner;
  }
  void give_back(ConvNetRunner runner) {
    const std::scoped_lock lock(mutex);
    idle.push_back(std::move(runner));
  }
};

InkNet::InkNet(std::string_view weights) : runners_(std::make_unique<Runners>()) {
  runners_->net = read_conv_net(weights, "ink layers");
  runners_->give_back(runners_->take());
}

InkNet::~InkNet() = default;

LayerOdds InkNet::operator()(const cv::Mat& gray, double letter_height, const cv::Rect& area) const {
  LayerOdds odds(gray.size(), kLetterHeight / letter_height);
  const cv::Size size = odds.map(Layer::typed).size();
  const double scale_x = double(size.width) / gray.cols, scale_y = double(size.height) / gray.rows;
  const cv::Rect wanted = cv::Rect(cv::Point(cvFloor(area.x * scale_x), cvFloor(area.y * scale_y)),
                                   cv::Point(cvCeil(area.br().x * scale_x), cvCeil(area.br().y * scale_y))) &
                          cv::Rect({}, size);
  if (wanted.empty()) return odds;
  const cv::Mat dark = darkness_at(gray, size);
  ConvNetRunner net = runners_->take();
  // Whole cells, so that all pieces look at the page in the same raster of cells.
  const cv::Point start(wanted.x < kMargin ? 0 : wanted.x, wanted.y < kMargin ? 0 : wanted.y);
  const int columns = std::min(round_up(wanted.br().x - start.x), kMostColumns);
  const int rows = round_up(kPiece / columns);
  for (int y = start.y; y < wanted.br().y; y += rows) {
    for (int x = start.x; x < wanted.br().x; x += columns) {
      const cv::Rect core = cv::Rect(x, y, columns, rows) & wanted;
      if (core.empty()) continue;
      const cv::Rect from =
          cv::Rect(x - kMargin, y - kMargin, core.br().x - x + 2 * kMargin, core.br().y - y + 2 * kMargin) &
          cv::Rect({}, size);
      cv::Mat input = cv::Mat::zeros(round_up(from.height), round_up(from.width), CV_32F);
      dark(from).copyTo(input(cv::Rect({}, from.size())));
      spread(net.run(input).front(), dark, from, core, odds);
    }
  }
  net.free_buffers();  // what comes next needs as much
  runners_->give_back(std::move(net));
  return odds;
}

}  // namespace folio
