// Reads every hOCR element's properties with hocr-dom (the reader of hocrjs): read_with_hocr_dom.js FILE...
// Exit 1 when it ends with an error at one, or finds no words in a file that has some.
const fs = require("fs");
const { JSDOM } = require("jsdom");
const { HocrDOM } = require("hocr-dom");

let failures = 0;
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, "utf8");
  const page = new JSDOM(text, { contentType: "application/xhtml+xml" }).window.document;
  let words = 0;
  for (const element of HocrDOM.queryHocrAll(page)) {
    try {
      HocrDOM.getHocrProperties(element);
    } catch (error) {
      console.error(`${file}: ${element.id}: ${error.message}`);
      ++failures;
    }
    if (element.getAttribute("class") === "ocrx_word") ++words;
  }
  if (words !== text.split('class="ocrx_word"').length - 1) {
    console.error(`${file}: ${words} words found`);
    ++failures;
  }
}
process.exit(failures === 0 ? 0 : 1);
