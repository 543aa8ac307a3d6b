#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// A side of a leaf in an archive's numbering: 12, 12об., 12а. Ordered as the leaves lie: 12 < 12об. < 12а
/// < 13.
struct LeafName {
  int number = 0;      ///< from 1
  std::string letter;  ///< of a leaf that was numbered later, "а" of 12а; else empty
  bool verso = false;  ///< the back of the leaf: "об."
  bool operator==(const LeafName&) const = default;
  bool operator<(const LeafName& other) const;
};

/// Leaves from `first` to `last`, both included. A single one is its own first and last.
struct LeafRange {
  LeafName first, last;
  bool operator==(const LeafRange&) const = default;
};

/// Where an archive keeps a document: "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16". What the citation does not
/// name is empty. Names stand as they are written there: 98c with a Latin letter stays so.
struct CallNumber {
  std::string archive, fond, opis, delo;
  std::vector<LeafRange> leaves;  ///< in the order of the citation
  bool operator==(const CallNumber&) const = default;
};

/// Finds the first call number in a text: a fond, then opis, delo or leaves in any order, each by its word or
/// abbreviation, Russian or transliterated (Ф., Фонд, f., Fond; Оп., Опись; Д., Дело, Ед. хр.; Л., Лл.,
/// Листы, Listy, ll.). The archive is what stands before the fond, back to a comma, full stop or quotation
/// mark. Nothing when there is no fond, or a fond by itself.
std::optional<CallNumber> parse_call_number(std::string_view citation);

/// Reads "12", "12об.", "12а", "12 об." with nothing after it; nothing for anything else.
std::optional<LeafName> parse_leaf_name(std::string_view text);

/// Reads a list of leaves: "12–16", "12об., 14", "3-5, 7 и 9об.". It ends where the text goes on otherwise;
/// empty when it does not begin with a leaf. A range that runs backwards is kept as it is written.
std::vector<LeafRange> parse_leaves(std::string_view text);

/// True when `leaf` lies in one of the ranges: 13об. lies in 12–16, 12об. does not lie in 12.
bool contains(const std::vector<LeafRange>& leaves, const LeafName& leaf);

/// "12об.", "12–16, 18", "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16"; what is empty is left out.
std::string to_string(const LeafName& leaf);
std::string to_string(const std::vector<LeafRange>& leaves);
std::string to_string(const CallNumber& call_number);

}  // namespace folio
