#pragma once
// libxlsxwriter with every return code looked at and every text made safe. Nothing else calls it.

#include <cstdint>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn::emit {

enum class Align : std::uint8_t { general, left, right, centre };

/// How a cell looks. Colours are keys of Layout::colours; empty = none.
struct Style {
  double size = 0;  ///< points; 0 = the layout's
  bool bold = false;
  bool italic = false;
  bool underline = false;
  bool wrap = false;
  bool line_below = false;
  bool rotated = false;   ///< read from below upwards
  bool low = false;       ///< at the bottom of its cell, not the top
  bool unlocked = false;  ///< may be filled in on a protected sheet
  std::uint8_t indent = 0;
  Align align = Align::general;
  std::string colour{};
  std::string fill{};
  std::string number{};  ///< number format
  auto operator<=>(const Style&) const = default;
};

/// Cells [first, last], both included, counted from 0.
struct Range {
  std::uint32_t first_row = 0;
  std::uint16_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint16_t last_column = 0;
};

struct BarSeries {
  std::string name;
  Range values;
  std::string number;                 ///< format of its labels
  std::vector<std::uint32_t> gaps{};  ///< bars, counted from 0, whose number is not shown
  bool labelled = true;               ///< has each bar its figure?
};

struct BarChart {
  std::string title;
  std::string alternative;  ///< what it shows, for those who cannot see it
  Range categories;
  std::vector<BarSeries> series;
  bool stacked = false;  ///< each bar's parts are put together to 100 %
  /// With `stacked`: the parts are laid together as they are, so that what is not shown is missing
  /// at the end of the bar instead of making the others longer.
  bool as_it_is = false;
  bool shares = false;           ///< with `as_it_is`: the axis ends at 1
  bool ordered = false;          ///< the series are steps: from light to dark
  bool upright = false;          ///< standing, categories from left to right
  double width = 0, height = 0;  ///< pixels
};

/// Lines over a row of numbers, one for each series.
struct CurveChart {
  std::string title;
  std::string alternative;
  std::string across;    ///< what the categories are
  bool by_name = false;  ///< the categories are texts, equally far apart; each point has its figure
  Range categories;
  std::vector<BarSeries> series;
  double width = 0, height = 0;  ///< pixels
};

struct PageSetup {
  std::string header, footer;  ///< footers may hold &P and &N; headers are plain text
  std::uint32_t first_heading = 0, last_heading = 0;  ///< rows repeated on each page
  bool has_heading = false;
  std::vector<std::uint32_t> breaks{};  ///< rows that begin a page; not 0
  /// The last row and column that are printed; 0 = all.
  std::uint32_t last_printed = 0;
  std::uint16_t last_column = 0;
  std::uint16_t percent = 0;  ///< how small the print is; 0 = as small as makes it a page wide
};

/// Pixels of an unscaled sheet that a page of paper holds.
struct PageRoom {
  double width = 0, height = 0;
};
PageRoom page_room(const Layout& layout);

class Book;

/// One sheet. Calls after the book's first failure do nothing.
class Sheet {
 public:
  const std::string& name() const { return name_; }

  /// A text is never a formula, whatever it begins with. An empty one is a cell with its style.
  void text(std::uint32_t row, std::uint16_t column, std::string_view text, const Style& style);
  /// NaN and infinity leave the cell empty.
  void number(std::uint32_t row, std::uint16_t column, double number, const Style& style);
  /// One text over several columns of a row.
  void merged(std::uint32_t row, std::uint16_t first, std::uint16_t last, std::string_view text,
              const Style& style);
  /// A text that leads to column A of a row of a sheet. Beyond Excel's limit of 65,530 links on a
  /// sheet it leads nowhere.
  void link(std::uint32_t row, std::uint16_t column, const std::string& sheet,
            std::uint32_t target_row, std::string_view text, const Style& style);
  void column_width(std::uint16_t column, double characters);
  void row_height(std::uint32_t row, double points);
  void freeze(std::uint32_t rows, std::uint16_t columns);
  void filter(const Range& range);
  /// Shades from the lowest to the highest number.
  void heat(const Range& range);
  /// A drop-down list in each cell of the range, of what stands in a column of another sheet; an
  /// entry that is not in the list is asked about. Titles have at most 32 characters, texts 255.
  void choices(const Range& range, const std::string& sheet, const Range& list,
               const std::string& title, const std::string& text);
  /// Only unlocked cells can be changed; rows and columns can be made wider.
  void protect();
  void hide();
  void hide_column(std::uint16_t column);
  /// The sheet that is open when the workbook is.
  void activate();
  void chart(std::uint32_t row, std::uint16_t column, const BarChart& chart);
  void chart(std::uint32_t row, std::uint16_t column, const CurveChart& chart);
  void page(const PageSetup& setup);

 private:
  friend class Book;
  Sheet(Book& book, void* sheet, std::string name)
      : book_(book), sheet_(sheet), name_(std::move(name)) {}

  Book& book_;
  void* sheet_;  ///< lxw_worksheet
  std::string name_;
  std::uint32_t links_ = 0;
};

/// A workbook that is written to a path at close(). The same calls give the same bytes.
///
/// Issues: emit.text-cut (warning; the cell) for a text over Excel's limit.
/// Errors of close(): output.not-writable (the file can't be written), emit.workbook (the library
/// refused something: our own mistake or no memory; names it).
class Book {
 public:
  struct Properties {
    std::string title, comments;
    std::time_t created = 0;  ///< seconds since 1970; must not be 0, which would be "now"
  };
  /// `path` in its own folder, where the library's temporary files go too.
  Book(std::string path, const Layout& layout, const Labels& labels, const Properties& properties,
       Issues& issues);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// The sheet keeps its place in memory. The name is made fit: see sheet_name().
  Sheet& add_sheet(std::string_view wished);
  Result<Done> close();

 private:
  friend class Sheet;
  void check(int code, std::string_view what);
  void* format(const Style& style);
  std::string safe(std::string_view text, const Sheet& sheet, std::uint32_t row,
                   std::uint16_t column);
  std::uint32_t colour(std::string_view key) const;

  std::string path_, folder_;
  const Layout& layout_;
  const Labels& labels_;
  Issues& issues_;
  void* book_ = nullptr;  ///< lxw_workbook; null after close() or when there was no memory
  int failed_ = 0;        ///< lxw_error of the first failure
  std::string failed_at_;
  std::map<Style, void*> formats_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
  std::vector<std::string> names_;
};

}  // namespace samsyn::emit
