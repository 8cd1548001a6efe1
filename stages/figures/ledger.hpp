#pragma once
// All that a study's documents and tables say in figures, and what of it can't be right.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/figures/contradiction.hpp"

namespace samsyn::figures {

/// What a slice adds. Set by the pipeline: Statement::shown.
struct Noticed {
  std::vector<Statement> statements;
  std::vector<Contradiction> tables;  ///< of tables in its text
};

/// Gathers slices and tables of figures in input order.
class Ledger {
 public:
  /// So many sentences with figures of one document are compared, its first ones: reports have some
  /// hundreds, and what repeats itself oftener is a form.
  static constexpr std::size_t kMostSentences = 20'000;

  /// `document`: that of the slice; slices of one document come one after the other. `whose`: which
  /// municipality, group … it is of, as far as the study says. Memory: the sentences with figures
  /// of the document at hand; of those before it, what other documents can contradict.
  void add(const Document& document, std::string whose, Noticed noticed);
  /// A table of figures (Document::figures): whole, since it has no blocks to be cut at.
  void add_data(const Document& document);

  /// Everything that contradicts, in input order: within each document and between it and tables,
  /// then between documents, then within tables. A figure of a text and that of a table are the
  /// same when unit, noun and the only year are.
  std::vector<Contradiction> contradictions() const;

  struct Data {
    std::string source, sheet;
    std::vector<DataFigure> figures;
  };
  const std::vector<Data>& data() const { return data_; }
  std::size_t sentences() const;  ///< with figures, that are compared
  /// Has the document at hand all the sentences that are compared, and more? What follows of it
  /// need not be read.
  bool has_enough_of(const Document& document) const {
    return !documents_.empty() && documents_.back().more &&
           documents_.back().source == document.source;
  }
  /// Documents with more than kMostSentences.
  std::vector<std::string> too_long() const;
  std::size_t documents() const { return documents_.size(); }  ///< that have such

 private:
  struct Told {
    std::string source;
    std::string whose;
    std::vector<Statement> statements;
    std::vector<Place> places;       ///< parallel to statements
    std::vector<std::string> scope;  ///< the same: who speaks
    std::vector<Contradiction> tables;
    std::vector<Contradiction> within;  ///< of the document itself, once it has ended
    std::size_t sentences = 0;          ///< with figures, that are compared
    bool more = false;                  ///< it has more than are compared
  };
  static std::vector<Contradiction> within(const Told& told);
  static void end(Told& told);
  static Contradiction told_of(const Told& stated, const Told& against, Clash clash);
  void against_data(const Told& told, std::vector<Contradiction>& out) const;
  void of_tables(const Data& data, std::vector<Contradiction>& out) const;
  static void of_total(const Data& data, const DataFigure& figure, int field,
                       std::vector<double> parts, std::vector<Contradiction>& out);

  std::vector<Told> documents_;
  std::vector<Data> data_;
};

/// Adds to the summary, each on a sheet of its own, «Mål och utfall» for each measure of the tables
/// of figures, and «Summor som inte stämmer» when there are contradictions; to the issues, for each
/// contradiction, a note at both its places (figures.contradiction), and for each document that was
/// compared in part, one (figures.too-long).
void add_tables(const Ledger& ledger, const Labels& labels, Summary& summary, Issues& issues);

/// «Mål och utfall» alone: value by unit and year, sum, change, target, fulfilment, and a chart.
void add_goal_tables(const Ledger& ledger, const Labels& labels, Summary& summary);

}  // namespace samsyn::figures
