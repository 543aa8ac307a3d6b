// usage: folio-sample-report PAGES FILE.html: writes a report with one of everything.
#include "support/sample_report.h"

#include <cstdlib>

#include "core/files.h"
#include "metrics/report/report_page.h"

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  folio::write_file(argv[2], folio::report_page(folio::sample_report(std::strtoul(argv[1], nullptr, 10))));
  return 0;
}
