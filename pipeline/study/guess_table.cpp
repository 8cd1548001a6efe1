#include "pipeline/study/guess_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/guess_times.hpp"
#include "pipeline/study/rows.hpp"
#include "pipeline/study/scales.hpp"
#include "pipeline/study/study.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/spellings.hpp"

namespace samsyn::guess {
namespace {

struct TypeName {
  ItemType type;
  std::string_view sv, en;
};
constexpr TypeName kTypeNames[] = {{ItemType::open, "öppen fråga", "open question"},
                                   {ItemType::single, "ett val", "one choice"},
                                   {ItemType::multiple, "flera val", "several choices"},
                                   {ItemType::scale, "skala", "scale"},
                                   {ItemType::number, "tal", "number"},
                                   {ItemType::date, "datum", "date"}};

Bilingual name_of_type(ItemType type) {
  for (const TypeName& name : kTypeNames)
    if (name.type == type) return {std::string(name.sv), std::string(name.en)};
  return {};
}

/// One survey being guessed: what was found goes to the study, the source and the lines.
class TableGuess {
 public:
  TableGuess(const Sample& sample, const std::string& file, std::size_t number, Naming& naming,
             Study& study, SourceSpec& source, std::vector<GuessLine>& lines)
      : sample_(sample),
        file_(file),
        number_(number),
        naming_(naming),
        study_(study),
        source_(source),
        lines_(lines) {}

  void wide() {
    if (const auto rows = timed_rows(sample_)) rows_of_times(*rows);
    timed_ = timed_columns(sample_);
    for (std::size_t c = 0; c < sample_.columns.size();) {
      const std::size_t end = group_from(c);
      if (end - c < 2 || !boxes(c, end)) group(c, end);
      c = end;
    }
    if (source_.respondent_column.empty()) look_for_codes();
  }

  void long_table(const LongShape& shape, std::optional<std::size_t> time) {
    source_.layout = Layout::long_;
    const SampleColumn& respondents = sample_.columns[shape.respondent];
    const SampleColumn& questions = sample_.columns[shape.question];
    const SampleColumn& answers = sample_.columns[shape.answer];
    source_.respondent_column = respondents.title;
    source_.question_column = questions.title;
    source_.answer_column = answers.title;

    std::map<std::string, std::vector<std::string>> by_question;
    std::vector<std::string> order;
    std::set<std::string> people;
    std::vector<std::size_t> first_rows;  // of each respondent
    for (std::size_t r = 0; r < sample_.rows; ++r) {
      if (!respondents.cells[r].empty() && people.insert(respondents.cells[r]).second)
        first_rows.push_back(r);
      if (questions.cells[r].empty()) continue;
      // Ingest takes texts that differ in white space only for one question.
      auto& cells = by_question[ingest::collapsed(questions.cells[r])];
      if (cells.empty()) order.push_back(questions.cells[r]);
      cells.push_back(answers.cells[r]);
    }
    say(respondents.title,
        {"respondentens id (en rad per svar)", "respondent's id (a row for each answer)"}, 0.95,
        {std::to_string(people.size()) + " respondenter på " + std::to_string(sample_.rows) +
             " rader",
         std::to_string(people.size()) + " respondents in " + std::to_string(sample_.rows) +
             " rows"});
    say(questions.title, {"frågans text", "the question's text"}, 0.95,
        {std::to_string(order.size()) + " olika frågor",
         std::to_string(order.size()) + " different questions"});
    say(answers.title, {"svaret", "the answer"}, 0.95, {"", ""});

    if (time && recur(respondents, sample_.columns[*time])) {
      tell_times(sample_.columns[*time], times_in(sample_.columns[*time]), {});
      told_.insert(*time);
    }
    for (std::size_t c = 0; c < sample_.columns.size(); ++c) {
      if (c == shape.respondent || c == shape.question || c == shape.answer) continue;
      if (told_.contains(c)) continue;
      // What is told of a person stands in each of the person's rows: once is enough.
      SampleColumn once{sample_.columns[c].title, {}};
      for (const std::size_t r : first_rows) once.cells.push_back(sample_.columns[c].cells[r]);
      background(once);
    }
    for (const std::string& text : order) {
      const ColumnGuess guess =
          guess_column(text, text, true, by_question[ingest::collapsed(text)]);
      if (guess.role == Role::personal) {
        leave_out(text, guess);
      } else {
        add_item(text, text, guess);
      }
    }
  }

 private:
  void say(const std::string& title, Bilingual guess, double certainty, Bilingual reason,
           Bilingual check = {}) {
    lines_.push_back({file_, sample_.sheet, title, std::move(guess), certainty, std::move(reason),
                      std::move(check)});
  }

  /// Whose each row is, and which time: what these two columns hold is told.
  void rows_of_times(const TimedRows& rows) {
    const SampleColumn& people = sample_.columns[rows.respondent];
    std::set<std::string> ids(people.cells.begin(), people.cells.end());
    ids.erase("");
    source_.respondent_column = people.title;
    say(people.title,
        {"respondentens id (en rad per tillfälle)", "respondent's id (a row for each time)"}, 0.9,
        {std::to_string(ids.size()) + " personer på " + std::to_string(sample_.rows) + " rader",
         std::to_string(ids.size()) + " people in " + std::to_string(sample_.rows) + " rows"});
    tell_times(sample_.columns[rows.time], rows.order, rows.begins);
    told_ = {rows.respondent, rows.time};
  }

  /// `begins`: of dates, the first day of each time.
  void tell_times(const SampleColumn& column, const std::vector<std::string>& order,
                  const std::vector<std::string>& begins) {
    // Days that other files part otherwise cannot be told of one study.
    if (begins.empty() || study_.occasions.empty()) study_.occasions.begins = begins;
    add_times(study_, order);
    AttributeSource from;
    from.attribute = study_.occasions.attribute;
    from.column = column.title;
    source_.attributes.push_back(from);
    std::string list;
    for (const std::string& time : begins.empty() ? order : begins)
      list += (list.empty() ? "" : ", ") + time;
    say(column.title, {"tillfälle", "time of measurement"}, begins.empty() ? 0.9 : 0.6,
        {"samma personer kommer igen: " + list, "the same people recur: " + list},
        begins.empty() ? Bilingual{}
                       : Bilingual{"\"begins\": är det de första dagarna för varje mätning?",
                                   "\"begins\": are these the first days of each round?"});
  }

  /// Asked at several times, in a column for each; false when it is nothing that was answered.
  bool timed(std::size_t c) {
    const auto found = timed_.find(c);
    if (found == timed_.end()) return false;
    const TimedColumn& first = found->second;
    if (!first.columns.empty() && c != first.columns.front()) return true;  // told with the first
    const std::string question = question_of(first.base, true);
    std::vector<std::string> cells;
    for (const std::size_t column : first.columns) {
      const auto& more = sample_.columns[column].cells;
      cells.insert(cells.end(), more.begin(), more.end());
    }
    const ColumnGuess guess = guess_column(first.base, question, false, cells);
    if (guess.role != Role::item) {
      for (const std::size_t column : std::vector<std::size_t>(first.columns)) timed_.erase(column);
      return false;
    }
    const std::vector<std::size_t> columns = first.columns;
    std::vector<std::string> times;
    for (const std::size_t column : columns) times.push_back(timed_.at(column).time);
    add_times(study_, times);
    add_item(sample_.columns[columns.front()].title, question, guess);
    ItemSpec item = source_.items.back();
    source_.items.pop_back();
    for (std::size_t k = 0; k < columns.size(); ++k) {
      item.column = sample_.columns[columns[k]].title;
      item.question = question;
      item.occasion = known_time(study_, times[k]);
      source_.items.push_back(item);
      if (k == 0) continue;
      const Bilingual type = name_of_type(item.type);
      say(item.column, {type.sv + " → " + item.id, type.en + " → " + item.id}, guess.certainty,
          {"samma fråga, " + item.occasion, "the same question, " + item.occasion});
    }
    return true;
  }

  void leave_out(const std::string& title, const ColumnGuess& guess) {
    source_.ignored.push_back(title);
    const bool personal = guess.role == Role::personal;
    say(title,
        {personal ? "utelämnas (personuppgift)" : "utelämnas",
         personal ? "left out (personal data)" : "left out"},
        guess.certainty, guess.reason, guess.check);
  }

  void add_attribute(const std::string& title, const ColumnGuess& guess,
                     const std::vector<std::string>& cells) {
    std::uint32_t index = 0;
    while (index < study_.attributes.size() && study_.attributes[index].id != guess.attribute)
      ++index;
    if (index == study_.attributes.size())
      study_.attributes.push_back({guess.attribute, guess.attribute_name});
    AttributeSource from;
    from.attribute = index;
    from.column = title;
    source_.attributes.push_back(from);
    if (index == kSubstudy) {
      std::set<std::string> ids;
      std::vector<std::string> known;
      for (const Substudy& substudy : study_.substudies) known.push_back(substudy.id);
      // Ingest takes values that differ in case only for one, and a declared one before others.
      std::vector<std::string> values;
      for (const std::string& cell : cells) values.emplace_back(ingest::trimmed(cell));
      values.insert(values.end(), known.begin(), known.end());
      std::vector<std::string*> all;
      for (std::string& value : values) all.push_back(&value);
      ingest::join_spellings(all, known);
      for (const std::string& value : values)
        if (!value.empty()) ids.insert(value);
      study_.substudies.clear();
      for (const std::string& id : ids) study_.substudies.push_back({id, id});
    }
    const Title parts = take_apart(title);
    main_ = {guess.attribute, question_of(title, false), parts.code, parts.base, true};
    say(title, {"bakgrund: " + guess.attribute_name, "background: " + guess.attribute},
        guess.certainty, guess.reason, guess.check);
  }

  bool has_attribute(const std::string& id) const {
    return std::any_of(
        source_.attributes.begin(), source_.attributes.end(),
        [&](const AttributeSource& a) { return study_.attributes[a.attribute].id == id; });
  }

  void add_item(const std::string& title, const std::string& question, const ColumnGuess& guess) {
    ItemSpec item;
    item.type = guess.type;
    item.column = title;
    if (question != title) item.question = question;
    // In a grid the rows differ, not the question.
    const Title parts = take_apart(title);
    const bool row = !parts.row.empty() && question.ends_with(parts.row);
    item.id = naming_.name(row                ? parts.row
                           : question.empty() ? title
                                              : question,
                           item.type, number_);
    item.options = guess.options;
    item.dont_know = guess.dont_know;
    item.separator = guess.separator;
    const Bilingual type = name_of_type(item.type);
    say(title, {type.sv + " → " + item.id, type.en + " → " + item.id}, guess.certainty,
        guess.reason, guess.check);
    const bool choice = item.type == ItemType::single || item.type == ItemType::multiple;
    main_ = {item.type == ItemType::open ? std::string() : item.id, question, parts.code,
             parts.base, choice};
    source_.items.push_back(std::move(item));
  }

  /// The question as people read it: without LimeSurvey's code, with the row of a grid.
  static std::string question_of(const std::string& title, bool with_row) {
    const Title parts = take_apart(title);
    if (parts.row.empty()) return parts.base.empty() ? title : parts.base;
    if (!parts.base.empty() && (!with_row || is_placeholder(parts.row))) return parts.base;
    return parts.base.empty() ? parts.row : parts.base + " – " + parts.row;
  }

  /// Columns of one question that are no boxes: the rows of a grid; or one choice and what was
  /// written beside it.
  void group(std::size_t begin, std::size_t end) {
    std::size_t plain = 0;
    for (std::size_t c = begin; c < end; ++c) plain += is_text_beside(sample_.columns[c]) ? 0U : 1U;
    for (std::size_t c = begin; c < end; ++c) {
      const SampleColumn& column = sample_.columns[c];
      if (told_.contains(c) || timed(c)) continue;
      if (is_text_beside(column) && beside(column, plain >= 2)) continue;
      // There is no grid of one row: what stands there names nothing ("Response").
      one(column, plain >= 2, plain >= 2 || end - begin == 1);
    }
  }

  /// "Annat (ange)", with words in it or made for words.
  static bool is_text_beside(const SampleColumn& column) {
    const Title title = take_apart(column.title);
    const bool whole = title.row.empty() && title.sub.empty();
    if (whole ? !is_other(title.base) : !asks_for_text(title)) return false;
    const Features f = look_at(column.cells);
    if (f.answers == 0) {
      // A box that no one ticked looks the same, but for a request to write.
      return key_of(title.sub) == "other" || is_comment(title.sub) || is_comment(title.row) ||
             words_of(whole ? title.base : title.row).size() > 1;
    }
    const std::string label = key_of(title.row);
    return std::any_of(f.values.begin(), f.values.end(), [&](const auto& value) {
      return !is_yes(value.first) && !is_no(value.first) && key_of(value.first) != label;
    });
  }

  /// An open item of the question that stands before it; false when there is none to belong to.
  bool beside(const SampleColumn& column, bool in_grid = false) {
    const Title title = take_apart(column.title);
    const bool whole = title.row.empty() && title.sub.empty();
    const std::string base = question_base(title);
    // LimeSurvey's codes: "Q2[other]" after "Q2".
    const bool same = base.empty() || whole || key_of(base) == key_of(main_.base);
    if (main_.id.empty() || !same || (whole && !main_.choice) ||
        (!title.code.empty() && title.code != main_.code && title.code != main_.base))
      return false;
    // In a grid the column belongs to all its rows, not to the last one.
    const std::string main = in_grid && !base.empty() ? slug(base) : main_.id;
    ItemSpec item;
    item.type = ItemType::open;
    item.column = column.title;
    const bool comment = is_comment(title.row.empty() ? title.sub : title.row);
    const std::string said = whole                ? title.base
                             : !title.row.empty() ? title.row
                                                  : std::string(comment ? "kommentar" : "annat");
    item.question = (base.empty() || whole ? main_.question : title.base) + " – " + said;
    item.id = naming_.beside(main, comment ? "kommentar" : "annat", number_);
    say(column.title, {"öppen fråga → " + item.id, "open question → " + item.id}, 0.9,
        {"egna ord bredvid alternativen i " + main,
         "words of one's own beside the options of " + main});
    source_.items.push_back(std::move(item));
    return true;
  }

  void one(const SampleColumn& column, bool in_grid, bool with_row) {
    if (untitled(column)) return;
    const std::string question = question_of(column.title, with_row);
    ColumnGuess guess = guess_column(column.title, question, in_grid, column.cells);
    if (guess.role == Role::respondent) {
      if (source_.respondent_column.empty()) {
        source_.respondent_column = column.title;
        say(column.title, {"respondentens id", "respondent's id"}, guess.certainty, guess.reason,
            guess.check);
        return;
      }
      guess.role = Role::ignored;
      guess.reason = {"en annan kolumn är redan respondentens id",
                      "another column is the respondent's id already"};
    }
    // A second column for the same attribute is a question like any other, unless it makes no
    // groups: then it is one more thing told of the person.
    if (guess.role == Role::attribute && has_attribute(guess.attribute)) {
      if (guess.certainty < 0.6) {
        own_attribute(question, guess);
      } else {
        guess.role = Role::item;
        guess.certainty = std::min(guess.certainty, 0.7);
      }
    }
    if (guess.role == Role::attribute) {
      add_attribute(column.title, guess, column.cells);
    } else if (guess.role == Role::item) {
      add_item(column.title, question, guess);
    } else {
      leave_out(column.title, guess);
    }
  }

  /// Makes of it an attribute that no title is known for.
  void own_attribute(const std::string& name, ColumnGuess& guess) const {
    std::vector<std::string> taken = reserved_ids();
    for (const AttributeSpec& spec : study_.attributes)
      if (spec.name != name) taken.push_back(spec.id);
    guess.attribute = fresh_id(slug(name), taken);
    guess.attribute_name = name;
    guess.certainty = std::min(guess.certainty, 0.7);
  }

  /// A column of a long table beside the three: an attribute, or nothing.
  void background(const SampleColumn& column) {
    if (untitled(column)) return;
    ColumnGuess guess = guess_column(column.title, column.title, false, column.cells);
    if (guess.role == Role::attribute && !has_attribute(guess.attribute)) {
      add_attribute(column.title, guess, column.cells);
      return;
    }
    // Whatever else stands beside the answers of a person is told of the person.
    if (guess.role == Role::item && guess.type != ItemType::open) {
      own_attribute(column.title, guess);
      add_attribute(column.title, guess, column.cells);
      return;
    }
    if (guess.role == Role::item) {
      guess.check = {"text som inte är ett svar: läses inte", "text that is no answer: not read"};
      guess.certainty = 0.5;
    }
    leave_out(column.title, guess);
  }

  bool untitled(const SampleColumn& column) {
    if (!column.title.empty()) return false;
    const auto answers = std::count_if(column.cells.begin(), column.cells.end(),
                                       [](const std::string& c) { return !c.empty(); });
    if (answers > 0) {
      say("", {"läses inte", "not read"}, 1,
          {"kolumnen saknar rubrik men har " + std::to_string(answers) + " värden",
           "the column has no title but " + std::to_string(answers) + " values"},
          {"skriv en rubrik i filen om kolumnen behövs",
           "give it a title in the file if it is needed"});
    }
    return true;
  }

  /// One past the last column of the group that begins here: columns of one question, told apart by
  /// what stands in brackets.
  std::size_t group_from(std::size_t begin) const {
    const Title first = take_apart(sample_.columns[begin].title);
    if (first.row.empty() && first.sub.empty()) return begin + 1;
    std::size_t end = begin + 1;
    for (; end < sample_.columns.size(); ++end) {
      const Title next = take_apart(sample_.columns[end].title);
      if (next.row.empty() && next.sub.empty()) break;
      if (next.code != first.code || key_of(question_base(next)) != key_of(question_base(first)))
        break;
      if (first.code.empty() && first.base.empty() && next.row.empty()) break;
    }
    return end;
  }

  /// A multiple choice with one column for each option; false when the group is something else.
  bool boxes(std::size_t begin, std::size_t end) {
    std::size_t ticked = 0, plain = 0;
    std::set<std::string> marks;
    for (std::size_t c = begin; c < end; ++c) {
      const Title title = take_apart(sample_.columns[c].title);
      if (is_text_beside(sample_.columns[c])) continue;
      ++plain;
      for (const std::string& cell : sample_.columns[c].cells) {
        if (cell.empty()) continue;
        const bool label = !title.row.empty() && key_of(cell) == key_of(title.row);
        if (!label && !is_yes(cell) && !is_no(cell)) return false;
        ticked += label || is_yes(cell) ? 1U : 0U;
        marks.insert(label ? std::string("label") : key_of(cell));
      }
    }
    // "1" alone could be the low end of a scale that nobody left.
    if (plain < 2 || ticked == 0) return false;

    const Title first = take_apart(sample_.columns[begin].title);
    const std::string question = first.base.empty() ? first.code : first.base;
    ItemSpec item;
    item.type = ItemType::multiple;
    item.question = first.base;
    for (std::size_t c = begin; c < end; ++c) {
      if (is_text_beside(sample_.columns[c])) continue;
      const Title title = take_apart(sample_.columns[c].title);
      item.columns.push_back(sample_.columns[c].title);
      std::string option = title.row.empty() ? title.sub : title.row;
      if (std::find(item.options.begin(), item.options.end(), option) != item.options.end())
        option = fresh_id(option, item.options);
      item.options.push_back(option);
    }
    const std::string name = question.empty() ? item.options.front() : question;
    item.id = naming_.name(name, item.type, number_);
    const std::string n = std::to_string(item.columns.size());
    say(name + " [" + n + "]",
        {"flera val, en kolumn per alternativ → " + item.id,
         "several choices, a column for each → " + item.id},
        0.95,
        {n + " kolumner med kryss (" + *marks.begin() + ") under samma fråga",
         n + " columns with ticks (" + *marks.begin() + ") under one question"});
    main_ = {item.id, name, first.code, first.base, true};
    source_.items.push_back(std::move(item));
    for (std::size_t c = begin; c < end; ++c)
      if (is_text_beside(sample_.columns[c])) beside(sample_.columns[c]);
    return true;
  }

  /// No title says whose the rows are: a first column of unique codes ("R001", "17-b") does.
  void look_for_codes() {
    if (source_.items.empty() || sample_.columns.empty()) return;
    const SampleColumn& first = sample_.columns.front();
    const auto item = std::find_if(source_.items.begin(), source_.items.end(),
                                   [&](const ItemSpec& i) { return i.column == first.title; });
    if (item == source_.items.end()) return;
    const Features f = look_at(first.cells);
    std::size_t codes = 0;
    for (const auto& [text, count] : f.values) {
      const bool digit = text.find_first_of("0123456789") != std::string::npos;
      codes += digit && text.size() <= 12 && text.find(' ') == std::string::npos ? 1U : 0U;
    }
    const bool letters = f.numbers < 0.1;
    if (f.answers != f.rows || f.distinct != f.rows || codes != f.distinct || !letters) return;
    source_.respondent_column = first.title;
    source_.items.erase(item);
    for (GuessLine& line : lines_) {
      if (line.file != file_ || line.title != first.title) continue;
      line.guess = {"respondentens id", "respondent's id"};
      line.certainty = 0.8;
      line.reason = {"första kolumnen, en egen kod i varje rad",
                     "the first column, a code of its own in each row"};
      line.check = {};
    }
  }

  /// The question before, to which a column for other answers belongs; id empty = an open one.
  struct Main {
    std::string id, question, code, base;
    bool choice = false;  ///< one or several options
  };
  Main main_;
  std::map<std::size_t, TimedColumn> timed_;  ///< by column
  std::set<std::size_t> told_;                ///< columns
  const Sample& sample_;
  const std::string& file_;
  std::size_t number_;
  Naming& naming_;
  Study& study_;
  SourceSpec& source_;
  std::vector<GuessLine>& lines_;
};

}  // namespace

void guess_table(const Sample& sample, const std::string& file, std::size_t number, Naming& naming,
                 Study& study, SourceSpec& source, std::vector<GuessLine>& lines) {
  source.kind = SourceKind::survey;
  source.header_row = sample.header_row;
  source.header_rows = sample.header_rows;
  TableGuess guess(sample, file, number, naming, study, source, lines);
  const auto time = time_column(sample);
  if (const auto shape = find_long(sample, time)) {
    guess.long_table(*shape, time);
  } else {
    guess.wide();
  }
}

}  // namespace samsyn::guess
