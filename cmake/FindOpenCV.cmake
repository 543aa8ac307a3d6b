# Finds some of OpenCV's modules: OpenCV_INCLUDE_DIRS and the targets opencv_core, opencv_imgproc, and so on.
# Debian's own OpenCVConfig.cmake comes with the package of all modules and wants all of them installed: 600 MB
# more than these few take.
find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
set(OpenCV_INCLUDE_DIRS ${OpenCV_INCLUDE_DIR})
set(OpenCV_FOUND_ALL ON)
foreach(module ${OpenCV_FIND_COMPONENTS})
  find_library(OpenCV_${module}_LIBRARY opencv_${module})
  if(NOT OpenCV_${module}_LIBRARY)
    set(OpenCV_FOUND_ALL OFF)
  elseif(NOT TARGET opencv_${module})
    add_library(opencv_${module} SHARED IMPORTED)
    set_target_properties(opencv_${module} PROPERTIES
      IMPORTED_LOCATION ${OpenCV_${module}_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIR})
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS OpenCV_INCLUDE_DIR OpenCV_FOUND_ALL)
