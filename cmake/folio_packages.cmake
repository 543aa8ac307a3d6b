# The outside libraries that libfolio.a needs where it is linked, each with the Debian package that has it to link:
# read when the archive is made, and by those who link it.
set(FOLIO_LIBRARY_NEEDS
  spdlog:libspdlog-dev fmt:libfmt-dev
  opencv_core:libopencv-core-dev opencv_imgproc:libopencv-imgproc-dev opencv_dnn:libopencv-dnn-dev dnnl:libdnnl-dev
  tesseract:libtesseract-dev leptonica:libleptonica-dev
  tiff:libtiff-dev jpeg:libjpeg-dev png:libpng-dev openjp2:libopenjp2-7-dev exif:libexif-dev
  pugixml:libpugixml-dev icui18n:libicu-dev icuuc:libicu-dev crypto:libssl-dev)
