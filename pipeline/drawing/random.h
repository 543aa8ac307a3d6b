#pragma once

#include <cstdint>
#include <string_view>

namespace folio {

/// Random numbers that are the same everywhere: splitmix64 (Steele, Lea and Flood 2014), and no distribution
/// of the standard library, whose results differ between its makers.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    return mix(state_);
  }
  /// [0, 1)
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// [low, high]
  int integer(int low, int high) {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// About normal: mean 0, deviation 1, never beyond 3.47 (sum of four uniform numbers).
  double normal() { return (uniform() + uniform() + uniform() + uniform() - 2) * 1.7320508075688772; }

  /// Scrambles the bits of a number.
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// A seed of its own for a part of the drawing, so that a change in one part leaves the others as they are.
  static std::uint64_t seed_of(std::uint64_t seed, std::string_view part, std::uint64_t number = 0) {
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return mix(mix(seed ^ hash) + number);
  }

 private:
  std::uint64_t state_;
};

/// Smooth random field over the plane, [-1, 1], the same for the same seed: random values at the points of a
/// square raster, blended between them.
class NoiseField {
 public:
  /// `cell` is the distance of the raster's points, in the unit of the coordinates.
  NoiseField(std::uint64_t seed, double cell) : seed_(seed), scale_(1 / cell) {}
  double operator()(double x, double y) const;
  /// Along a line.
  double operator()(double x) const { return (*this)(x, 0.0); }

 private:
  double corner(std::int64_t x, std::int64_t y) const;

  std::uint64_t seed_;
  double scale_;
};

}  // namespace folio
