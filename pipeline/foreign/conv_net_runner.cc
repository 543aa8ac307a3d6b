#include "foreign/conv_net_runner.h"

#include <omp.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <new>
#include <unordered_map>
#include <utility>

namespace folio {
namespace {

using Dims = ConvNet::Dims;
using Step = ConvNet::Step;

/// Buffers that the plans of one runner share, as only one of them runs at a time.
struct Buffers {
  std::vector<cv::Mat> values;  ///< one row each; OpenCV aligns them as oneDNN's stores ask
  int generation = 0;           ///< rises when one of them moved

  /// Makes one as large as `count` values at least.
  void provide(size_t buffer, size_t count) {
    if (values[buffer].total() >= count) return;
    // Where there is no memory the old one is gone all the same; and cv::Mat::create would leave one of the
    // new size that holds nothing.
    ++generation;
    values[buffer].release();
    values[buffer] = cv::Mat(1, static_cast<int>(count), CV_32F);
  }
};

}  // namespace

/// A net made ready for one size of input.
class ConvNetRunner::Plan {
 public:
  Plan(const ConvNet& net, const cv::Size& input, const std::vector<int>& outputs, Buffers& buffers)
      : net_(net), engine_(net.engine), stream_(net.engine), buffers_(buffers) {
    count_uses(outputs);
    input_ = new_values({{1, 1, input.height, input.width}, Type::f32, Tag::nchw}, kForever);
    for (size_t i = 0; i < net_.steps.size(); ++i) add_step(static_cast<int>(i));
    step_ = static_cast<int>(net_.steps.size());
    for (const int output : outputs) add_output(output);
  }

  const std::vector<cv::Mat>& run(const cv::Mat& input) {
    if (generation_ != buffers_.generation) settle();
    std::copy_n(input.ptr<float>(), input.total(), static_cast<float*>(input_.get_data_handle()));
    for (const auto& [primitive, arguments] : work_) primitive.execute(stream_, arguments);
    stream_.wait();
    return outputs_;
  }

 private:
  using Type = dnnl::memory::data_type;
  using Tag = dnnl::memory::format_tag;
  static constexpr int kForever = std::numeric_limits<int>::max();
  using Arguments = std::unordered_map<int, dnnl::memory>;

  /// Of a convolution: output x input channels x rows x columns, then rows and columns. A dilation of 0 is
  /// none.
  struct Geometry {
    Dims weights, strides, dilations, pads_begin, pads_end;
  };

  void count_uses(const std::vector<int>& outputs) {
    const int end = static_cast<int>(net_.steps.size());
    last_use_.assign(net_.steps.size(), 0);
    for (int i = 0; i < end; ++i) {
      const Step& step = net_.steps[static_cast<size_t>(i)];
      if (step.input >= 0) last_use_[static_cast<size_t>(step.input)] = i;
      for (const Step::After& after : step.after)
        if (after.added >= 0) last_use_[static_cast<size_t>(after.added)] = i;
    }
    for (const int output : outputs) last_use_[static_cast<size_t>(output)] = end;
  }

  const dnnl::memory& output_of(int step) const {
    return step < 0 ? input_ : results_[static_cast<size_t>(step)];
  }

  static size_t size_of(const dnnl::memory::desc& desc) {
    return (desc.get_size() + sizeof(float) - 1) / sizeof(float);
  }

  /// Values in a buffer that is free again after the step `last_use`.
  dnnl::memory new_values(const dnnl::memory::desc& desc, int last_use) {
    const size_t count = size_of(desc);
    // The one that must grow least, and of those that need not the smallest.
    const auto cost = [&](size_t buffer) {
      const size_t there = buffers_.values[buffer].total();
      return there >= count ? std::pair(size_t{0}, there) : std::pair(count - there, there);
    };
    size_t best = buffers_.values.size();
    free_after_.resize(buffers_.values.size(), -1);
    for (size_t i = 0; i < free_after_.size(); ++i)
      if (free_after_[i] < step_ && (best == buffers_.values.size() || cost(i) < cost(best))) best = i;
    if (best == buffers_.values.size()) {
      buffers_.values.emplace_back();
      free_after_.push_back(-1);
    }
    buffers_.provide(best, count);
    free_after_[best] = last_use;
    return placed({desc, engine_, nullptr}, best);
  }

  dnnl::memory placed(const dnnl::memory& values, size_t buffer) {
    places_.emplace_back(values, buffer);
    return values;
  }

  /// Takes all values to where their buffers are now.
  void settle() {
    for (const auto& [values, buffer] : places_) buffers_.provide(buffer, size_of(values.get_desc()));
    for (auto& [values, buffer] : places_) values.set_data_handle(buffers_.values[buffer].data);
    for (size_t i = 0; i < outputs_.size(); ++i) {
      const Dims shape = plain_[i].get_desc().dims();
      outputs_[i] =
          cv::Mat(std::vector<int>(shape.begin(), shape.end()), CV_32F, plain_[i].get_data_handle());
    }
    generation_ = buffers_.generation;
  }

  /// `fold`: as in folded().
  dnnl::primitive_attr attributes_of(const Step& step, dnnl_dim_t fold, Arguments& arguments) {
    dnnl::post_ops after;
    for (const Step::After& what : step.after) {
      if (what.added < 0) {
        after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
      } else {
        const dnnl::memory other = folded(output_of(what.added), fold);
        after.append_binary(dnnl::algorithm::binary_add, other.get_desc());
        arguments.emplace(DNNL_ARG_ATTR_MULTIPLE_POST_OP(after.len() - 1) | DNNL_ARG_SRC_1, other);
      }
    }
    dnnl::primitive_attr out;
    out.set_post_ops(after);
    // Else oneDNN takes it from the thread that makes the primitive, and it is missing where another runs it.
    out.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return out;
  }

  /// Rows whose columns lie `fold` apart: a picture of one row and W columns as one of W / fold rows and
  /// `fold` columns, the same values at the same places. What a convolution of one row looks at by a dilation
  /// stands in one column there, and oneDNN is fast with undilated ones alone.
  dnnl::memory folded(const dnnl::memory& values, dnnl_dim_t fold) {
    if (fold == 1) return values;
    const Dims shape = values.get_desc().dims();
    const auto place =
        std::ranges::find_if(places_, [&](const auto& one) { return one.first.get() == values.get(); });
    return placed({{{shape[0], shape[1], shape[3] / fold, fold}, Type::f32, Tag::nChw8c}, engine_, nullptr},
                  place->second);
  }

  /// By how much a step's input can be folded; 1 = not.
  dnnl_dim_t fold_of(const Step& step) const {
    if (step.dilations[1] == 0 || step.weights->shape()[2] != 1 || step.strides[1] != 1) return 1;
    const dnnl_dim_t fold = step.dilations[1] + 1;
    const auto fits = [&](int source) {
      const dnnl::memory::desc values = output_of(source).get_desc();
      const Dims shape = values.dims();
      return shape[2] == 1 && shape[3] % fold == 0 && shape[1] % 8 == 0 &&
             values == dnnl::memory::desc(shape, Type::f32, Tag::nChw8c);
    };
    const bool fit = fits(step.input) && step.pads_begin[1] % fold == 0 && step.pads_end[1] % fold == 0 &&
                     step.weights->shape()[0] % 8 == 0 &&
                     std::ranges::all_of(step.after, [&](const Step::After& what) {
                       return what.added < 0 || fits(what.added);
                     });
    return fit ? fold : 1;
  }

  void add_step(int number) {
    step_ = number;
    const Step& step = net_.steps[static_cast<size_t>(number)];
    if (step.kind == Step::Kind::convolution) {
      add_convolution(number, step);
    } else {
      step.kind == Step::Kind::doubling ? add_doubling(step) : add_copy(step);
      add_after(step);
    }
  }

  int last_use() const { return last_use_[static_cast<size_t>(step_)]; }

  void add_copy(const Step& step) {
    const dnnl::memory in = output_of(step.input), out = new_values(in.get_desc(), last_use());
    results_.push_back(out);
    work_.emplace_back(dnnl::reorder(in, out), Arguments{{DNNL_ARG_FROM, in}, {DNNL_ARG_TO, out}});
  }

  void add_doubling(const Step& step) {
    const dnnl::memory in = output_of(step.input);
    Dims shape = in.get_desc().dims();
    shape[2] *= 2, shape[3] *= 2;
    const dnnl::resampling_forward::primitive_desc made({dnnl::prop_kind::forward_inference,
                                                         dnnl::algorithm::resampling_nearest,
                                                         in.get_desc(),
                                                         {shape, Type::f32, Tag::any}},
                                                        engine_);
    const dnnl::memory out = new_values(made.dst_desc(), last_use());
    results_.push_back(out);
    work_.emplace_back(dnnl::resampling_forward(made), Arguments{{DNNL_ARG_SRC, in}, {DNNL_ARG_DST, out}});
  }

  /// In place: oneDNN is slow where it doubles and adds at once.
  void add_after(const Step& step) {
    const dnnl::memory out = results_.back();
    for (const Step::After& what : step.after) {
      if (what.added < 0) {
        const dnnl::eltwise_forward::primitive_desc cut(
            {dnnl::prop_kind::forward_inference, dnnl::algorithm::eltwise_relu, out.get_desc(), 0.0F, 0.0F},
            engine_);
        work_.emplace_back(dnnl::eltwise_forward(cut), Arguments{{DNNL_ARG_SRC, out}, {DNNL_ARG_DST, out}});
      } else {
        const dnnl::memory other = output_of(what.added);
        const dnnl::binary::primitive_desc sum(
            {dnnl::algorithm::binary_add, out.get_desc(), other.get_desc(), out.get_desc()}, engine_);
        work_.emplace_back(dnnl::binary(sum),
                           Arguments{{DNNL_ARG_SRC_0, out}, {DNNL_ARG_SRC_1, other}, {DNNL_ARG_DST, out}});
      }
    }
  }

  void add_convolution(int number, const Step& step) {
    const dnnl_dim_t fold = fold_of(step);
    Geometry geometry{step.weights->shape(), step.strides, step.dilations, step.pads_begin, step.pads_end};
    if (fold > 1) {
      std::swap(geometry.weights[2], geometry.weights[3]);
      geometry.dilations = {0, 0};
      geometry.pads_begin = {step.pads_begin[1] / fold, 0};
      geometry.pads_end = {step.pads_end[1] / fold, 0};
    }
    Arguments arguments;
    const dnnl::primitive_attr attributes = attributes_of(step, fold, arguments);
    const dnnl::memory in = folded(output_of(step.input), fold);
    const Dims source = in.get_desc().dims(), shape = shape_after(source, geometry);
    const auto any = [](const Dims& dims) { return dnnl::memory::desc(dims, Type::f32, Tag::any); };
    const dnnl::memory::desc biases({geometry.weights[0]}, Type::f32, Tag::x);
    const dnnl::memory::desc wanted =
        fold > 1 ? dnnl::memory::desc(shape, Type::f32, Tag::nChw8c) : any(shape);
    const dnnl::convolution_forward::primitive_desc made(
        {dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, any(source),
         any(geometry.weights), biases, wanted, geometry.strides, geometry.dilations, geometry.pads_begin,
         geometry.pads_end},
        attributes, engine_);
    arguments.emplace(DNNL_ARG_SRC, in);
    if (made.src_desc() != in.get_desc()) {
      const dnnl::memory other = new_values(made.src_desc(), number);
      work_.emplace_back(dnnl::reorder(in, other), Arguments{{DNNL_ARG_FROM, in}, {DNNL_ARG_TO, other}});
      arguments[DNNL_ARG_SRC] = other;
    }
    // oneDNN only reads weights.
    arguments.emplace(DNNL_ARG_BIAS, dnnl::memory(biases, engine_, const_cast<float*>(step.biases.data())));
    arguments.emplace(DNNL_ARG_WEIGHTS, step.weights->in_order(made.weights_desc()));
    const dnnl::memory::desc result =
        fold > 1 ? dnnl::memory::desc({1, shape[1], 1, shape[2] * fold}, Type::f32, Tag::nChw8c)
                 : made.dst_desc();
    results_.push_back(new_values(result, last_use()));
    arguments.emplace(DNNL_ARG_DST, folded(results_.back(), fold));
    if (made.scratchpad_desc().get_size() > 0)
      arguments.emplace(DNNL_ARG_SCRATCHPAD, new_values(made.scratchpad_desc(), number));
    work_.emplace_back(dnnl::convolution_forward(made), std::move(arguments));
  }

  Dims shape_after(const Dims& source, const Geometry& geometry) const {
    Dims shape{1, geometry.weights[0]};
    for (size_t i = 0; i < 2; ++i) {
      const dnnl_dim_t reach = (geometry.weights[i + 2] - 1) * (geometry.dilations[i] + 1);
      const dnnl_dim_t room = source[i + 2] + geometry.pads_begin[i] + geometry.pads_end[i] - reach - 1;
      if (room < 0) net_.fail("the input is too small");
      shape.push_back(room / geometry.strides[i] + 1);
    }
    return shape;
  }

  void add_output(int step) {
    const dnnl::memory result = output_of(step);
    const dnnl::memory plain = new_values({result.get_desc().dims(), Type::f32, Tag::nchw}, kForever);
    work_.emplace_back(dnnl::reorder(result, plain),
                       Arguments{{DNNL_ARG_FROM, result}, {DNNL_ARG_TO, plain}});
    plain_.push_back(plain);
    outputs_.emplace_back();
  }

  const ConvNet& net_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  Buffers& buffers_;
  std::vector<int> last_use_;                            ///< by step: the last that takes its values
  std::vector<int> free_after_;                          ///< by buffer, the step
  int step_ = 0;                                         ///< being planned
  std::vector<std::pair<dnnl::memory, size_t>> places_;  ///< values and their buffers
  int generation_ = -1;  ///< of the buffers, when the values were last taken there
  dnnl::memory input_;
  std::vector<dnnl::memory> results_;  ///< by step
  std::vector<std::pair<dnnl::primitive, Arguments>> work_;
  std::vector<dnnl::memory> plain_;
  std::vector<cv::Mat> outputs_;
};

struct ConvNetRunner::Impl {
  std::shared_ptr<const ConvNet> net;
  std::vector<int> outputs;
  Buffers buffers;
  std::map<std::pair<int, int>, Plan> plans;  ///< by height and width
};

ConvNetRunner::ConvNetRunner(std::shared_ptr<const ConvNet> net, const std::vector<std::string>& outputs)
    : impl_(std::make_unique<Impl>()) {
  for (const std::string& name : outputs) {
    const auto found = net->outputs.find(name);
    if (found == net->outputs.end() || found->second < 0) net->fail("it has no output " + name);
    impl_->outputs.push_back(found->second);
  }
  impl_->net = std::move(net);
}

ConvNetRunner::~ConvNetRunner() = default;
ConvNetRunner::ConvNetRunner(ConvNetRunner&&) noexcept = default;
ConvNetRunner& ConvNetRunner::operator=(ConvNetRunner&&) noexcept = default;

void ConvNetRunner::free_buffers() {
  for (cv::Mat& values : impl_->buffers.values) values.release();
  ++impl_->buffers.generation;
}

const std::vector<cv::Mat>& ConvNetRunner::run(const cv::Mat& input) {
  assert(input.type() == CV_32FC1 && input.isContinuous() && !input.empty());
  omp_set_num_threads(1);  // of this thread's regions: pages are the unit of work here
  try {
    auto plan = impl_->plans.find({input.rows, input.cols});
    if (plan == impl_->plans.end()) {
      plan = impl_->plans
                 .try_emplace({input.rows, input.cols}, *impl_->net, input.size(), impl_->outputs,
                              impl_->buffers)
                 .first;
    }
    return plan->second.run(input);
  } catch (const dnnl::error& problem) {
    if (problem.status == dnnl_out_of_memory) throw std::bad_alloc();
    impl_->net->fail(problem.what());
  }
}

}  // namespace folio
