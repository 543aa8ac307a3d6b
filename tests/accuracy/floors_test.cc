#include "floors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"
#include "run_program.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<Floor> floors_from(const std::string& lines) {
  const fs::path file = fs::path(testing::TempDir()) / "floors_test.csv";
  write_file(file, "set,figure,floor,direction,note\n" + lines);
  return read_floors(file);
}

TEST(Floors, AreReadFromTheirFile) {
  const std::vector<Floor> floors = floors_from("a,cer,0.015,max,asked, and more\n\nb,iou-typed,0.85,min,\n");
  ASSERT_EQ(floors.size(), 2U);
  EXPECT_EQ(floors[0].set, "a");
  EXPECT_EQ(floors[0].figure, "cer");
  EXPECT_DOUBLE_EQ(floors[0].bound, 0.015);
  EXPECT_TRUE(floors[0].is_ceiling);
  EXPECT_EQ(floors[0].note, "asked, and more");
  EXPECT_FALSE(floors[1].is_ceiling);
}

TEST(Floors, AWrongLineIsAnError) {
  for (const char* line : {"a,cer", "a,cer,x,max,", "a,cer,1,most,", "a,cer,,max,", "a,cer,1 %,max,"})
    EXPECT_THROW(floors_from(line), Error) << line;
}

bool holds(const std::string& lines, const std::string& figure, std::optional<double> value) {
  FloorCheck check(floors_from(lines));
  check.check("a", figure, value);
  return check.finish({"a"});
}

TEST(Floors, HoldUpToTheBoundItself) {
  EXPECT_TRUE(holds("a,cer,0.5,max,\n", "cer", 0.5));
  EXPECT_TRUE(holds("a,cer,0.5,max,\n", "cer", 0.1));
  EXPECT_FALSE(holds("a,cer,0.5,max,\n", "cer", 0.51));
  EXPECT_TRUE(holds("a,iou,0.5,min,\n", "iou", 0.5));
  EXPECT_FALSE(holds("a,iou,0.5,min,\n", "iou", 0.49));
}

TEST(Floors, WhatIsNotMeasuredDoesNotHold) {
  EXPECT_FALSE(holds("a,cer,0.5,max,\n", "cer", std::nullopt));
  EXPECT_FALSE(holds("a,cer,0.5,max,\na,wer,0.5,max,\n", "cer", 0.1));
  EXPECT_TRUE(holds("a,cer,0.5,max,\nb,wer,0.5,max,\n", "cer", 0.1));
}

TEST(Floors, AFigureWithoutOneDoesNotHold) { EXPECT_FALSE(holds("", "cer", 0)); }

TEST(Floors, OfTheRepositoryCanBeRead) { EXPECT_FALSE(read_floors(fs::path(FOLIO_FLOORS)).empty()); }

class RunProgram : public testing::Test {
 protected:
  const fs::path errors_ = fs::path(testing::TempDir()) / "run_program_errors.txt";
};

TEST_F(RunProgram, GivesOutputExitCodeAndErrors) {
  const ProgramRun run = run_program({"sh", "-c", "echo \"$GREETING\"; echo woe >&2; exit 7"}, errors_,
                                     {{"GREETING", "good day"}});
  EXPECT_EQ(run.exit_code, 7);
  EXPECT_EQ(run.output, "good day\n");
  EXPECT_EQ(read_file(errors_), "woe\n");
  EXPECT_GT(run.peak_megabytes, 0.1);
}

TEST_F(RunProgram, CountsSignalsAsShellsDo) {
  EXPECT_EQ(run_program({"sh", "-c", "kill -TERM $$"}, errors_).exit_code, 128 + 15);
}

TEST_F(RunProgram, TakesOutputOfAnyLength) {
  EXPECT_EQ(run_program({"sh", "-c", "head -c 300000 /dev/zero"}, errors_).output.size(), 300000U);
}

TEST_F(RunProgram, OfAProgramThatIsNotThereIsAnError) {
  try {
    run_program({"folio-no-such-program"}, errors_);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    EXPECT_THAT(error.message(), HasSubstr("folio-no-such-program"));
  }
}

}  // namespace
}  // namespace folio
