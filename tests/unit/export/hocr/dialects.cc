#include "dialects.h"

namespace folio {

std::string tesseract_choices_hocr() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head>
  <title></title>
  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
  <meta name='ocr-system' content='tesseract 5.3.0' />
  <meta name='ocr-capabilities' content='ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf'/>
 </head>
 <body>
  <div class='ocr_page' id='page_1' title='image "a.tif"; bbox 0 0 874 620; ppageno 0; scan_res 150 150'>
   <div class='ocr_carea' id='block_1_1' title="bbox 91 126 549 228">
    <p class='ocr_par' id='par_1_1' lang='rus' title="bbox 91 126 549 168">
     <span class='ocr_line' id='line_1_1' title="bbox 91 126 549 168; baseline 0.011 -24; x_size 27.5">
      <span class='ocrx_word' id='word_1_1' title='bbox 91 126 105 144; x_wconf 96'>В
       <span class='ocrx_cinfo' id='lstm_choices_1_1_1'>
        <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs 94.094337'>В</span>
        <span class='ocrx_cinfo' id='choice_1_1_2' title='x_confs 5'>8</span></span>
      </span>
      <span class='ocrx_word' id='word_1_2' title='bbox 123 132 289 152; x_wconf 71'>его
       <span class='ocrx_cinfo' id='lstm_choices_1_2_1'>
        <span class='ocrx_cinfo' id='choice_1_2_1' title='x_confs 93.5'> </span></span>
       <span class='ocrx_cinfo' id='lstm_choices_1_2_2'>
        <span class='ocrx_cinfo' id='choice_1_2_7' title='x_confs 92.9'>е</span></span>
      </span>
     </span>
    </p>
   </div>
  </div>
 </body>
</html>
)";
}

std::string tesseract_characters_hocr() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
 <head><title></title><meta name='ocr-system' content='tesseract 5.3.0' /></head>
 <body>
  <div class='ocr_page' id='page_1' title='image "a.tif"; bbox 0 0 874 620; ppageno 0; scan_res 150 150'>
   <div class='ocr_carea' id='block_1_1' title="bbox 91 126 549 228">
    <p class='ocr_par' id='par_1_1' lang='rus' title="bbox 91 126 549 168">
     <span class='ocr_header' id='line_1_1' title="bbox 91 126 549 168; baseline 1e-05 -24">
      <span class='ocrx_word' id='word_1_1' title='bbox 91 126 120 144; x_wconf 96'>
       <span class='ocrx_cinfo' title='x_bboxes 91 126 105 144; x_conf 99.544624'>В</span>
        <span class='ocrx_cinfo' id='lstm_choices_1_1_1'>
         <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs 94'>В</span>
         <span class='ocrx_cinfo' id='choice_1_1_2' title='x_confs 0'>в</span>
        </span>
       <span class='ocrx_cinfo' title='x_bboxes 106 126 120 144; x_conf 50'>с</span>
      </span>
     </span>
    </p>
   </div>
  </div>
 </body>
</html>
)";
}

std::string kraken_hocr() {
  return R"(<!DOCTYPE html>
<html>
	<head>
		<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
		<meta name="ocr-system" content="kraken"/>
		<meta name="ocr-capabilities" content="ocr_page ocrx_block ocr_line ocrx_word ocrp_poly"/>
	</head>
	<body>
		<div class="ocr_page" title="bbox 0 0 900 700; image scans/лист 1.png" style="writing-mode: horizontal-tb;">
			<div class="ocrx_block" id="r_1" data-region-type="MarginTextZone" title="bbox 10 10 400 90; poly 10 10 400 10 400 90 10 90">
				<span class="ocr_line" id="l_1" title="bbox 10 10 400 50; x_bboxes 10 10 60 50 70 10 90 50">
					<span class="ocrx_word" id="segment_1" title="bbox 10 10 100 50; x_confs 0.95 0.5">на</span>
					<span class="ocrx_word" id="segment_2" title="bbox 100 10 110 50; x_confs 0.99"> </span>
					<span class="ocrx_word" id="segment_3" title="bbox 110 10 300 50; x_confs 0.8 0.9 1.0; poly 110 10 300 10 300 50 110 50">дом</span>
				</span>
				<br/>
			</div>
			<span class="ocr_line" id="l_2" title="bbox 10 100 400 150">
				<span class="ocrx_word" id="segment_1" title="bbox 10 100 400 150; x_confs 0.7">я</span>
			</span>
			<br/>
		</div>
	</body>
</html>
)";
}

std::string abbyy_hocr() {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title><meta name="ocr-system" content="abbyy-to-hocr 1.0"/></head><body>
<div class="ocr_page" id="page_000000" title="bbox 0 0 800 600; ppageno 0; scan_res 300 300">
<div class="ocr_carea" title="bbox 10 10 500 200" id="block_1"><p class="ocr_par" id="par_1" title="bbox 10 10 500 60"><span class="ocr_line" lang="ru" id="line_1" title="bbox 10 10 500 60; x_size 46; x_fsize 11; baseline 0.001000 -4">
<span class="ocrx_word" lang="ru" id="word_1" title="bbox 10 10 100 60; x_wconf 87; x_fsize 11"><span class="ocrx_cinfo" title="x_bboxes 10 10 50 60; x_conf 100">д</span><span class="ocrx_cinfo" title="x_bboxes 55 10 100 60; x_conf 74">а</span></span></span></p></div>
<div class="ocrx_block" id="b2" title="bbox 10 300 500 400"><span class="ocr_line" id="line_2" title="bbox 10 300 500 350"><span class="ocrx_word" title="bbox 10 300 30 350; x_wconf 90">н</span><span class="ocrx_word" title="bbox 30 300 50 350; x_wconf 80">е</span><span class="ocrx_word" title="bbox 50 300 60 350; x_wconf 99"> </span><span class="ocrx_word" title="bbox 60 300 80 350; x_wconf 70">т</span><span class="ocrx_word" title="bbox 80 300 99 350; x_wconf 60">о</span></span></div>
<div class="ocr_photo" title="bbox 500 500 700 600"></div></div></body></html>
)";
}

std::string ocropus_hocr() {
  return R"(<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML><head>
<meta name="ocr-system" content="ocropus">
<meta name=ocr-capabilities content="ocr_page ocr_line">
</head><body>
<div class='ocr_page' title='file book/0001.bin.png'>
<span class='ocr_line' title='bbox 10 20 500 60'>Первая строка &mdash; вот</span><br>
<SPAN class=ocr_line title="bbox 10 80 500 120">вторая & последняя
<p>
</div>
</body></HTML>
)";
}

}  // namespace folio
