#include "foreign/conv_net.h"

#include <opencv2/dnn.hpp>
#include <opencv2/dnn/all_layers.hpp>
#include <utility>

#include "core/error.h"

namespace folio {
namespace {

using Dims = ConvNet::Dims;
using Step = ConvNet::Step;

Dims dims_of(const std::vector<size_t>& values) { return {values.begin(), values.end()}; }

std::vector<float> values_of(const cv::Mat& blob) {
  const cv::Mat whole = blob.isContinuous() ? blob : blob.clone();
  return {whole.ptr<float>(), whole.ptr<float>() + whole.total()};
}

/// Turns OpenCV's layers into steps: each convolution or doubling with what follows it alone.
class NetReader {
 public:
  NetReader(cv::dnn::Net& net, ConvNet& out) : net_(net), out_(out) {
    for (const std::string& name : net_.getLayerNames()) {
      const int id = net_.getLayerId(name);
      std::vector<int>& inputs = inputs_[id];
      for (const cv::Ptr<cv::dnn::Layer>& input : net_.getLayerInputs(id)) {
        inputs.push_back(input->type.empty() ? 0 : net_.getLayerId(input->name));
        readers_[inputs.back()].push_back(id);
      }
    }
  }

  void read() {
    step_of_[0] = -1;
    for (const auto& [id, inputs] : inputs_) {
      if (step_of_.contains(id)) continue;  // became part of a step
      const cv::Ptr<cv::dnn::Layer> layer = net_.getLayer(id);
      if (inputs.empty() || !step_of_.contains(inputs.front())) out_.fail("its layers are in no order");
      if (layer->type == "Identity") {
        step_of_[id] = step_of_.at(inputs.front());
        out_.outputs[layer->name] = step_of_.at(id);
        continue;
      }
      Step step;
      step.input = step_of_.at(inputs.front());
      if (layer->type == "Resize") {
        step.kind = Step::Kind::doubling;
      } else if (layer->type == "Convolution") {
        step.kind = Step::Kind::convolution;
        read_convolution(*layer, step);
      } else if (!add_after(id, inputs.front(), step)) {
        out_.fail("it has a layer of the type " + layer->type);
      }
      const int number = static_cast<int>(out_.steps.size());
      step_of_[id] = number;
      take_what_follows(id, number, step);
      out_.steps.push_back(std::move(step));
    }
  }

 private:
  void read_convolution(const cv::dnn::Layer& layer, Step& step) const {
    const auto* convolution = dynamic_cast<const cv::dnn::BaseConvolutionLayer*>(&layer);
    if (convolution == nullptr || layer.blobs.size() != 2 || layer.blobs[0].dims != 4)
      out_.fail("a convolution is not of the kind known here");
    const cv::Mat& weights = layer.blobs[0];
    const Dims shape{weights.size[0], weights.size[1], weights.size[2], weights.size[3]};
    step.weights = std::make_shared<ConvWeights>(values_of(weights), shape, out_.engine);
    step.biases = values_of(layer.blobs[1]);
    step.strides = dims_of(convolution->strides);
    step.pads_begin = dims_of(convolution->pads_begin);
    step.pads_end = dims_of(convolution->pads_end);
    for (const size_t dilation : convolution->dilations)
      step.dilations.push_back(static_cast<dnnl_dim_t>(dilation) - 1);
  }

  /// As long as one layer alone takes what comes out, and is a ReLU or a sum, it belongs to the step.
  void take_what_follows(int id, int number, Step& step) {
    while (readers_[id].size() == 1) {
      const int next = readers_[id].front();
      if (!add_after(next, id, step)) return;
      step_of_[next] = number;
      id = next;
    }
  }

  /// A ReLU, or a sum whose other part is there already, of what `input` gives.
  bool add_after(int id, int input, Step& step) {
    const std::string type = net_.getLayer(id)->type;
    const std::vector<int>& inputs = inputs_.at(id);
    if (type == "ReLU") {
      step.after.push_back({});
      return true;
    }
    if (type != "Eltwise" || inputs.size() != 2) return false;
    const int other = inputs[0] == input ? inputs[1] : inputs[0];
    if (!step_of_.contains(other) || step_of_.at(other) < 0) return false;
    step.after.push_back({step_of_.at(other)});
    return true;
  }

  cv::dnn::Net& net_;
  ConvNet& out_;
  std::map<int, std::vector<int>> inputs_, readers_;  ///< by layer; 0 = the net's input
  std::map<int, int> step_of_;                        ///< by layer
};

}  // namespace

void ConvNet::fail(const std::string& problem) const {
  throw Error(ErrorCode::missing_dependency, "the net of " + what + " cannot be used: " + problem,
              "install folio anew");
}

std::shared_ptr<const ConvNet> read_conv_net(std::string_view onnx, const std::string& what) {
  auto out = std::make_shared<ConvNet>();
  out->what = what;
  try {
    cv::dnn::Net net = cv::dnn::readNetFromONNX(onnx.data(), onnx.size());
    NetReader(net, *out).read();
  } catch (const cv::Exception& problem) {
    out->fail(problem.what());
  }
  return out;
}

}  // namespace folio
