#include "commands.h"

int main(int argc, char** argv) { return folio::run_program(argc, argv); }
