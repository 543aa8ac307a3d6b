#include <algorithm>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "core/error.h"
#include "foreign/pdf_writer.h"

namespace folio {
namespace {

using Object = QPDFObjectHandle;

Error no_picture(const std::string& why) {
  return {ErrorCode::input, "is not a PDF of one page that folio wrote: " + why, "write the page anew"};
}

std::string text_of(const std::shared_ptr<Buffer>& buffer) {
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

PdfImage image_of(Object stream) {
  Object dictionary = stream.getDict();
  PdfImage image;
  image.width = dictionary.getKey("/Width").getIntValueAsInt();
  image.height = dictionary.getKey("/Height").getIntValueAsInt();
  image.stencil = dictionary.hasKey("/ImageMask");
  image.channels = !image.stencil && dictionary.getKey("/ColorSpace").getName() == "/DeviceRGB" ? 3 : 1;
  const std::string filter = dictionary.getKey("/Filter").getName();
  if (filter == "/CCITTFaxDecode") {
    image.packing = PdfImage::Packing::g4;
    image.black_is_one = dictionary.getKey("/DecodeParms").hasKey("/BlackIs1");
  } else if (filter == "/FlateDecode") {
    image.packing = PdfImage::Packing::flate;
  } else if (filter != "/DCTDecode") {
    throw no_picture("an image is packed otherwise");
  }
  image.bytes = text_of(stream.getRawStreamData());
  if (dictionary.hasKey("/Mask")) image.mask.push_back(image_of(dictionary.getKey("/Mask")));
  return image;
}

}  // namespace

PdfPicture picture_of_pdf(const std::string& bytes) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("page", bytes.data(), bytes.size());
    if (pdf.getAllPages().size() != 1) throw no_picture("it has several pages");
    Object page = pdf.getAllPages().front();
    Object contents = page.getKey("/Contents"), images = page.getKey("/Resources").getKey("/XObject");
    if (!contents.isStream()) throw no_picture("its content is otherwise");
    PdfPicture out;
    out.operators = text_of(contents.getStreamData());
    out.operators.resize(std::min(out.operators.rfind(kPdfTextBegin), out.operators.size()));
    for (int i = 0; images.hasKey("/I" + std::to_string(i)); ++i)
      out.images.push_back(image_of(images.getKey("/I" + std::to_string(i))));
    for (Object& group : pdf.getRoot().getKey("/OCProperties").getKey("/OCGs").getArrayAsVector())
      out.layers.push_back(group.getKey("/Name").getUTF8Value());
    return out;
  } catch (const QPDFExc& failure) {
    throw no_picture(failure.what());
  } catch (const std::logic_error& failure) {
    throw no_picture(failure.what());
  }
}

}  // namespace folio
