// Curves of saturation as tables with charts.

#include <algorithm>

#include "pipeline/model/number_text.hpp"
#include "stages/discover/candidates.hpp"

namespace samsyn::discover {
namespace {

constexpr std::uint32_t kMostRows = 40;  // of a curve; a longer one is shown at that many places

/// One taxonomy over one kind of units.
struct Drawn {
  std::string id, taxonomy;
  std::string kind;  ///< "respondents" or "documents": the end of label keys
  const Units* units = nullptr;
  Curve curve;
  std::uint32_t of_codes = 0;  ///< codes in the taxonomy
};

/// The codes of one taxonomy alone.
UnitCodes only(const UnitCodes& all, const Codebook& codebook, std::uint32_t taxonomy) {
  UnitCodes out(static_cast<std::uint32_t>(codebook.codes.size()));
  for (std::uint32_t unit = 0; unit < all.size(); ++unit) {
    out.add_unit();
    for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
      const bool has = (all.of(unit)[c / 64] >> (c % 64) & 1U) != 0;
      if (has && codebook.codes[c].leaf && codebook.codes[c].taxonomy == taxonomy) {
        out.mark(unit, c);
      }
    }
  }
  return out;
}

/// Places, counted from 1, at which a curve of so many units is shown; the last one is among them.
std::vector<std::uint32_t> places(std::uint32_t units) {
  std::vector<std::uint32_t> out;
  const std::uint32_t rows = std::min(units, kMostRows);
  for (std::uint64_t r = 1; r <= rows; ++r) {
    out.push_back(static_cast<std::uint32_t>(r * units / rows));
  }
  return out;
}

class Writer {
 public:
  Writer(const Gathering& gathering, const Labels& labels)
      : codebook_(gathering.codebook()),
        labels_(labels),
        language_(gathering.study().outputs.language) {
    for (std::uint32_t t = 0; t < codebook_.taxonomies.size(); ++t) {
      add(t, "respondents", gathering.respondents());
      add(t, "documents", gathering.documents());
    }
  }

  void write(Summary& summary) {
    if (drawn_.empty()) return;
    summary.sheets.push_back({"saturation", labels_("sheet.saturation")});
    summary.tables.push_back(points());
    for (const Drawn& one : drawn_) summary.tables.push_back(curve(one));
  }

 private:
  void add(std::uint32_t taxonomy, const std::string& kind, const Units& units) {
    if (units.codes.size() < 2) return;
    const Taxonomy& of = codebook_.taxonomies[taxonomy];
    Drawn one;
    one.id = "saturation." + of.id + "." + kind;
    one.taxonomy = language_ == "en" && !of.name_en.empty() ? of.name_en : of.name_sv;
    one.kind = kind;
    one.units = &units;
    one.curve = saturation(only(units.codes, codebook_, taxonomy));
    if (one.curve.codes == 0) return;
    for (const Code& code : codebook_.codes) {
      one.of_codes += code.leaf && code.taxonomy == taxonomy;
    }
    drawn_.push_back(std::move(one));
  }

  std::string number(double n, int decimals = 0) const {
    return number_text(n, decimals, language_);
  }
  std::string label(const std::string& key, const Drawn& one) const {
    return labels_(key + "." + one.kind,
                   {one.taxonomy, number(static_cast<double>(one.curve.fresh.size()))});
  }

  /// "6+2", or why there is none.
  std::string point_text(const Drawn& one, const Curve::Point& point) const {
    if (one.curve.fresh.size() < kBaseSize + point.run) return labels_("saturation.too-few");
    if (!point.after) return labels_("saturation.not-reached");
    return number(*point.after) + "+" + number(point.run);
  }

  Table points() const {
    Table table;
    table.id = "saturation.points";
    table.sheet = "saturation";
    table.title = labels_("title.saturation");
    table.base = labels_("saturation.base");
    table.columns = {{"curve", labels_("saturation.curve")},
                     {"units", labels_("saturation.units"), CellFormat::count},
                     {"codes", labels_("saturation.codes"), CellFormat::count},
                     {"of_codes", labels_("saturation.of-codes"), CellFormat::count}};
    const auto add = [&](const std::string& key, CellFormat format) {
      for (const std::uint32_t run : kRuns) {
        table.columns.push_back(
            {key + number(run), labels_("saturation." + key, {number(run)}), format});
      }
    };
    // Texts first: where the curves below have the names of documents.
    add("after", CellFormat::text);
    table.columns.push_back({"last_new", labels_("saturation.last-new"), CellFormat::count});
    add("reached", CellFormat::percent);
    add("median", CellFormat::decimal);
    for (const Drawn& one : drawn_) {
      const Curve& curve = one.curve;
      TableRow row{one.id,
                   {label("saturation.name", one), static_cast<double>(curve.fresh.size()),
                    static_cast<double>(curve.codes), static_cast<double>(one.of_codes)}};
      for (const Curve::Point& point : curve.points) row.cells.emplace_back(point_text(one, point));
      row.cells.emplace_back(static_cast<double>(curve.last_new));
      for (const Curve::Point& point : curve.points) {
        const bool enough = curve.fresh.size() >= kBaseSize + point.run;
        row.cells.emplace_back();
        if (enough) row.cells.back() = point.reached;
      }
      for (const Curve::Point& point : curve.points) {
        row.cells.emplace_back();
        if (point.median) row.cells.back() = *point.median;
      }
      table.rows.push_back(std::move(row));
    }
    std::uint32_t orders = 0;
    for (const Drawn& one : drawn_) orders = std::max(orders, one.curve.orders);
    table.notes = {labels_("saturation.note-1", {number(kBaseSize), number(kThreshold)}),
                   labels_("saturation.note-2"), labels_("saturation.note-3", {number(orders)})};
    return table;
  }

  Table curve(const Drawn& one) const {
    const bool named = !one.units->names.empty();
    Table table;
    table.id = one.id;
    table.sheet = "saturation";
    table.title = label("title.curve", one);
    table.base = label("saturation.base", one);
    table.base_count = static_cast<double>(one.curve.fresh.size());
    table.columns = {{"units", labels_("saturation.after-units"), CellFormat::count},
                     {"new", labels_("saturation.new"), CellFormat::count},
                     {"codes", labels_("saturation.so-far"), CellFormat::count},
                     {"mean", labels_("saturation.mean"), CellFormat::decimal}};
    if (named) table.columns.push_back({"document", labels_("column.source")});
    std::uint32_t done = 0;
    double codes = 0;
    for (const std::uint32_t place : places(static_cast<std::uint32_t>(one.curve.fresh.size()))) {
      double fresh = 0;
      for (; done < place; ++done) fresh += one.curve.fresh[done];
      codes += fresh;
      TableRow row{number(place),
                   {static_cast<double>(place), fresh, codes, one.curve.mean[place - 1]}};
      if (named) row.cells.emplace_back(one.units->names[place - 1]);
      table.rows.push_back(std::move(row));
    }
    Chart chart;
    chart.title = label("title.curve", one);
    chart.category = 0;
    chart.series = {2, 3};
    chart.curve = true;
    table.charts = {chart};
    return table;
  }

  const Codebook& codebook_;
  const Labels& labels_;
  const std::string& language_;
  std::vector<Drawn> drawn_;
};

}  // namespace

void add_saturation(const Gathering& gathering, const Labels& labels, Summary& summary) {
  Writer(gathering, labels).write(summary);
}

}  // namespace samsyn::discover
