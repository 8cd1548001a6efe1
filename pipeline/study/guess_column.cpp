#include "pipeline/study/guess_column.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "pipeline/study/choices.hpp"
#include "pipeline/study/personal.hpp"
#include "pipeline/study/rows.hpp"
#include "pipeline/study/scales.hpp"
#include "pipeline/study/titles.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"

namespace samsyn::guess {
namespace {

constexpr double kPlainCue = 1.2;        // of wording_cue(): enough for a doubt against the answers
constexpr std::size_t kManyValues = 20;  // of a choice: more, with few answers each, are a doubt
constexpr std::size_t kMostOptions = 30;  // a longer list of options is not declared, only counted

std::string count_of(std::size_t n) { return std::to_string(n); }

std::string one_decimal(double x) {
  const long tenths = std::lround(x * 10);
  return std::to_string(tenths / 10) + "," + std::to_string(std::abs(tenths % 10));
}

/// "11 olika värden på 76 svar, 1,3 ord i snitt": what a guess rests on.
Bilingual facts(const Features& f) {
  std::string en_words = one_decimal(f.mean_words);
  std::replace(en_words.begin(), en_words.end(), ',', '.');
  return {count_of(f.distinct) + " olika på " + count_of(f.answers) + " svar, " +
              one_decimal(f.mean_words) + " ord i snitt",
          count_of(f.distinct) + " different in " + count_of(f.answers) + " answers, " + en_words +
              " words on average"};
}

Bilingual joined(const Bilingual& a, const Bilingual& b) {
  return {a.sv + "; " + b.sv, a.en + "; " + b.en};
}

std::vector<std::string> first_texts(const Features& f) {
  std::vector<std::string> out;
  for (const auto& [text, count] : f.values) out.push_back(text);
  return out;
}

double leading_number(const std::string& text, bool& found) {
  const std::size_t at = text.find_first_of("0123456789");
  found = at != std::string::npos && at <= 16;
  return found ? std::atof(text.c_str() + at) : 0;
}

bool says(std::string_view question, std::initializer_list<std::string_view> phrases) {
  const std::string key = key_of(question);
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view p) { return key.find(p) != std::string::npos; });
}

/// Does the question say that several answers may be given?
bool asks_for_several(std::string_view question) {
  return says(question, {"flera val", "flera svar", "flera alternativ", "välj flera", "kryssa",
                         "markera alla", "alla som stämmer", "ett eller flera", "en eller flera",
                         "multiple answers", "all that apply", "select all"});
}

/// "Annat" of "Annat: bara på sommaren"; the text itself, when no words of one's own follow.
std::string option_of(const std::string& text) {
  static constexpr std::string_view kOthers[] = {"annat", "annan", "övrigt", "other"};
  const std::string key = key_of(text);
  if (key.size() > text.size() || key_of(text.substr(0, key.size())) != key) return text;
  for (const std::string_view other : kOthers) {
    if (!key.starts_with(other) || key.size() == other.size()) continue;
    const std::size_t sign = text.find_first_of(":(,", other.size());
    const std::size_t after = text.find_first_not_of(' ', other.size());
    if (sign != std::string::npos && sign == after) return text.substr(0, other.size());
  }
  return text;
}

/// Each option once, without what somebody wrote beside it.
std::vector<std::string> without_own_words(const std::vector<std::string>& options) {
  std::vector<std::string> out;
  for (const std::string& option : options) {
    std::string plain = option_of(option);
    if (std::find(out.begin(), out.end(), plain) == out.end()) out.push_back(std::move(plain));
  }
  return out;
}

/// Options from the answers, "don't know" apart and last. Labels that each hold a figure ("1–5 år",
/// "Mer än 20 år") are put in its order, others by how often they were chosen.
void declare_options(const Features& f, ColumnGuess& out) {
  if (f.distinct > kMostOptions) return;
  std::vector<std::pair<double, std::string>> order;
  bool all_figures = true;
  for (const std::string& text : first_texts(f)) {
    if (means_dont_know(text)) {
      out.dont_know.push_back(text);
      continue;
    }
    bool found = false;
    order.emplace_back(leading_number(text, found), text);
    all_figures = all_figures && found;
  }
  if (all_figures)
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [figure, text] : order) out.options.push_back(std::move(text));
  out.options = without_own_words(out.options);
  for (const std::string& text : out.dont_know) out.options.push_back(text);
}

/// "1 = mycket dåligt, 5 = mycket bra", "1–5", "0 till 10": the ends of a scale of figures; of the
/// answers when the question does not say.
std::pair<int, int> ends_of(std::string_view question, const Features& f) {
  const std::string key = key_of(question);
  const int low_seen = static_cast<int>(f.least), high_seen = static_cast<int>(f.greatest);
  for (const int high : {10, 9, 8, 7, 6, 5, 4, 3}) {
    for (const int low : {0, 1}) {
      if (low_seen < low || high_seen > high) continue;
      const std::string l = std::to_string(low), h = std::to_string(high);
      const bool ends =
          (key.find(l + " =") != std::string::npos || key.find(l + "=") != std::string::npos) &&
          (key.find(h + " =") != std::string::npos || key.find(h + "=") != std::string::npos);
      if (ends || key.find(l + "-" + h) != std::string::npos ||
          key.find(l + "–" + h) != std::string::npos ||
          key.find(l + " till " + h) != std::string::npos ||
          key.find(l + " to " + h) != std::string::npos ||
          key.find(l + " - " + h) != std::string::npos ||
          key.find(l + " – " + h) != std::string::npos)
        return {low, high};
    }
  }
  if (low_seen >= 1 && high_seen <= 5) return {1, high_seen <= 4 && high_seen == 4 ? 4 : 5};
  if (low_seen >= 1 && high_seen <= 7) return {1, high_seen};
  return {std::min(low_seen, 1), std::max(high_seen, 10)};
}

ColumnGuess left_out(Role role, double certainty, Bilingual reason) {
  ColumnGuess out;
  out.role = role;
  out.certainty = certainty;
  out.reason = std::move(reason);
  if (role == Role::personal) {
    out.check = {"personuppgifter: ta helst bort kolumnen ur filen",
                 "personal data: better take the column out of the file"};
  }
  return out;
}

ColumnGuess item(ItemType type, double certainty, Bilingual reason) {
  ColumnGuess out;
  out.type = type;
  out.certainty = std::min(0.99, certainty);
  out.reason = std::move(reason);
  return out;
}

ColumnGuess attribute(const Background& background, double certainty, Bilingual reason) {
  ColumnGuess out;
  out.role = Role::attribute;
  out.type = ItemType::single;
  out.attribute = background.id;
  out.attribute_name = background.heading;
  out.certainty = certainty;
  out.reason = std::move(reason);
  return out;
}

/// The cells with those that name nobody, as ids go, made blank.
std::vector<std::string> without_signs(const std::vector<std::string>& cells) {
  std::vector<std::string> out = cells;
  for (std::string& cell : out)
    if (!ingest::names_somebody(cell)) cell.clear();
  return out;
}

/// The survey tool's own column, a respondent's id, or personal data; false when it is none.
bool tool_column(std::string_view title, const Features& f, ColumnGuess& out) {
  if (f.personal_number >= 0.5) {
    out = left_out(
        Role::personal, 0.98,
        {"svaren ser ut som personnummer", "the answers look like personal identity numbers"});
    return true;
  }
  const KnownTitle* known = find_tool_column(title);
  if (known == nullptr) return false;
  const std::string tool =
      known->tool.empty() ? std::string() : " (" + std::string(known->tool) + ")";
  if (known->role == Role::personal) {
    out = left_out(
        Role::personal, 0.95,
        {"rubriken gäller en persons uppgifter" + tool, "the title asks for personal data" + tool});
    return true;
  }
  if (known->role == Role::respondent) {
    const bool unique = f.answers == 0 || f.distinct * 100 >= f.answers * 97;
    if (f.answers * 10 < f.rows * 9 || !unique || f.mean_words > 3) return false;
    out.role = Role::respondent;
    out.certainty = f.distinct == f.answers ? 0.97 : 0.75;
    out.reason = {
        "rubriken och " + count_of(f.distinct) + " unika värden på " + count_of(f.rows) + " rader",
        "the title and " + count_of(f.distinct) + " unique values in " + count_of(f.rows) +
            " rows"};
    if (f.distinct < f.answers)
      out.check = {"samma id förekommer flera gånger", "the same id occurs several times"};
    return true;
  }
  // A question may by chance be called as a tool's column is: long or varied text is an answer.
  if (f.dates < 0.5 && (f.mean_words > 4 || f.sentences > 0.2)) return false;
  if (known->tool.empty() && f.dates < 0.5 && f.distinct > 3) return false;
  out = left_out(Role::ignored, known->tool.empty() ? 0.8 : 0.97,
                 {"kolumn som enkätverktyget lägger till" + tool,
                  "a column that the survey tool adds" + tool});
  return true;
}

std::vector<std::string> dont_knows(const Features& f) {
  std::vector<std::string> out;
  for (const auto& [text, count] : f.values)
    if (means_dont_know(text)) out.push_back(text);
  return out;
}

ColumnGuess number_or_scale(std::string_view question, bool in_grid, const Features& f) {
  // "Vet ej" beside the figures stands apart from them.
  const double said = 1 - f.dont_know;
  const bool small =
      f.whole >= 0.999 * said && f.numbers >= 0.999 * said && f.least >= 0 && f.greatest <= 10;
  const bool counts = says(question, {"antal", "hur många", "how many", "number of", "ålder", " år",
                                      "timmar", "procent", "(%)", "andel", "kronor", "kostnad"});
  const bool grades =
      says(question,
           {"skala",        "1 =",           "1=",      "0 =",      "0=",         "1-5",
            "1–5",          "1-7",           "1–7",     "0-10",     "0–10",       "1-10",
            "1–10",         "1 till 5",      "hur väl", "hur nöjd", "hur viktig", "i vilken grad",
            "utsträckning", "instämmer",     "stämmer", "betyg",    "hur bra",    "hur fungerar",
            "scale",        "how satisfied", "how well"});
  const std::vector<std::string> dont_know = dont_knows(f);
  const std::size_t figures = f.distinct - std::min(f.distinct, dont_know.size());
  const bool repeats = f.answers >= 8 && figures <= 7 && figures * 2 <= f.answers;
  // A statement with figures under it is graded: counts are asked for in few words or with "antal".
  const bool statement =
      f.answers >= 4 && f.least >= 1 && f.greatest <= 5 && words_of(question).size() >= 4;
  const bool years = f.whole >= 0.999 * said && f.least >= 1900 && f.greatest <= 2100;
  if (small && !years &&
      (grades || in_grid ||
       (!counts && (repeats || statement) && f.least >= 1 && f.greatest <= 7)) &&
      !(counts && !grades && !in_grid)) {
    ColumnGuess out = item(ItemType::scale,
                           grades    ? 0.93
                           : in_grid ? 0.9
                                     : 0.55,
                           {"heltal från " + count_of(static_cast<std::size_t>(f.least)) +
                                " till " + count_of(static_cast<std::size_t>(f.greatest)) +
                                (grades    ? ", och frågan nämner en skala"
                                 : in_grid ? " i en matrisfråga"
                                           : ""),
                            "whole numbers from " + count_of(static_cast<std::size_t>(f.least)) +
                                " to " + count_of(static_cast<std::size_t>(f.greatest)) +
                                (grades    ? ", and the question speaks of a scale"
                                 : in_grid ? " in a grid"
                                           : "")});
    const auto [low, high] = ends_of(question, f);
    for (int step = low; step <= high; ++step) out.options.push_back(std::to_string(step));
    out.dont_know = dont_know;
    out.check = {"är högsta siffran bäst? annars \"reversed\": true",
                 "is the highest figure best? if not, \"reversed\": true"};
    if (out.certainty < 0.6)
      out.check = {"skala eller antal? frågan säger det inte",
                   "a scale or a count? the question does not say"};
    return out;
  }
  return item(ItemType::number, (counts ? 0.95 : 0.8) * (f.numbers >= 0.999 * said ? 1.0 : 0.9),
              {percent(f.numbers) + " av svaren är tal",
               percent(f.numbers) + " of the answers are numbers"});
}

/// Nothing but ticks: yes, no, x, 1, 0.
bool ticked(const Features& f) {
  return std::all_of(f.values.begin(), f.values.end(),
                     [](const auto& v) { return is_yes(v.first) || is_no(v.first); });
}

ColumnGuess closed(const Features& f, double certainty, Bilingual reason) {
  ColumnGuess out = item(ItemType::single, certainty, std::move(reason));
  declare_options(f, out);
  return out;
}

/// What is told of the one who answers, or dates; nothing when the column is neither.
std::optional<ColumnGuess> background_or_date(std::string_view question, bool in_grid,
                                              const Features& f) {
  const Background* background = in_grid ? nullptr : find_background(question);
  const bool brief = f.mean_words <= 3.5 && f.function_words < 0.15 && f.sentences < 0.1;
  if (!in_grid && background == nullptr && brief && f.numbers < 0.5)
    background = find_own_title(question);
  // The share of exact names is what tells: "Mora" alone could be anything, ten names cannot.
  if (!in_grid && f.municipalities >= 0.7 && f.mean_words <= 3 &&
      (background == nullptr || background->id == "municipality" || background->id == "enhet")) {
    return attribute(Background{"municipality", "Kommun"},
                     background != nullptr || f.distinct >= 3 ? 0.97 : 0.75,
                     {percent(f.municipalities) + " av svaren är namn på kommuner",
                      percent(f.municipalities) + " of the answers are names of municipalities"});
  }

  if (f.dates >= 0.9) {
    if (f.clock >= 0.9 && f.distinct * 10 >= f.answers * 8)
      return left_out(Role::ignored, 0.7,
                      {"tidpunkter, olika i varje rad: när svaret lämnades",
                       "points in time, different in each row: when it was answered"});
    return item(
        ItemType::date, 0.95,
        {percent(f.dates) + " av svaren är datum", percent(f.dates) + " of the answers are dates"});
  }

  if (background != nullptr && f.numbers < 0.9 && f.mean_words <= 6 && f.sentences < 0.3) {
    // A background that each person words in their own way groups no one.
    const bool groups = f.recurring >= 0.4 || f.answers < 8;
    if (groups) {
      ColumnGuess out = attribute(*background, f.recurring >= 0.6 ? 0.95 : 0.6,
                                  joined({"rubriken", "the title"}, facts(f)));
      if (f.recurring < 0.6)
        out.check = {"få delar samma värde: ger det grupper?",
                     "few share a value: does it make groups?"};
      return out;
    }
    // Titles in each person's own words tell who answers, but make no groups to compare.
    if (brief) {
      ColumnGuess out = attribute(
          background->id == "group" ? own_title() : *background, 0.55,
          joined({"rubriken gäller den som svarar", "the title is about who answers"}, facts(f)));
      out.check = {"nästan alla har var sitt värde: bakgrund i fri text, inga grupper",
                   "nearly everyone has a value of their own: background in free text, no groups"};
      return out;
    }
  }
  return std::nullopt;
}

/// Yes and no, or the steps of a known scale; nothing when the answers are neither.
std::optional<ColumnGuess> known_labels(const Features& f) {
  // "Don't know" stands apart from a scale's labels.
  std::vector<std::string> labels, dont_know;
  for (const std::string& text : first_texts(f))
    (means_dont_know(text) ? dont_know : labels).push_back(text);
  bool yes_no = !labels.empty() && labels.size() <= 3;
  for (const std::string& label : labels) {
    yes_no = yes_no && (is_yes(label) || is_no(label) || key_of(label) == "delvis" ||
                        key_of(label) == "kanske");
  }
  if (yes_no) return closed(f, 0.97, {"svaren är ja och nej", "the answers are yes and no"});
  const ScaleGuess scale = find_scale(labels);
  if (scale.covered >= 0.99 && f.most_words <= 12) {
    ColumnGuess out =
        item(ItemType::scale, scale.labels.size() >= 3 ? 0.96 : 0.75,
             {"svaren är steg i en känd skala", "the answers are steps of a known scale"});
    out.options = scale.labels;
    out.dont_know = dont_know;
    if (scale.labels.size() < 4)
      out.check = {
          "bara " + count_of(scale.labels.size()) +
              " steg förekommer: lägg till dem som ingen valde",
          "only " + count_of(scale.labels.size()) + " steps occur: add those that no one chose"};
    return out;
  }
  return std::nullopt;
}

/// An item, from what its question asks for and how its answers look. `open`: openness().
ColumnGuess guess_item(std::string_view question, bool in_grid,
                       const std::vector<std::string>& cells, const Features& f, double open) {
  const bool figures = f.numbers > 0 && f.numbers >= 0.9 * (1 - f.dont_know);
  if (figures || (f.numbers >= 0.75 && says(question, {"antal", "hur många"})))
    return number_or_scale(question, in_grid, f);

  const double cue = wording_cue(question);
  const Choices choices = find_choices(cells, asks_for_several(question));
  const bool says_yes = std::any_of(f.values.begin(), f.values.end(),
                                    [](const auto& value) { return is_yes(value.first); });
  if (cue >= kWordsWanted && !says_yes && (choices.separator.empty() || choices.separator == ", "))
    return item(
        ItemType::open, std::max(0.86, open),
        joined({"frågan ber om egna ord", "the question asks for words of one's own"}, facts(f)));
  if (!choices.separator.empty()) {
    ColumnGuess out = item(ItemType::multiple, choices.certainty,
                           {"flera val i en cell, åtskilda av " +
                                (choices.separator == "json" ? std::string("en JSON-lista")
                                                             : "\"" + choices.separator + "\""),
                            "several choices in a cell, separated by " +
                                (choices.separator == "json" ? std::string("a JSON list")
                                                             : "\"" + choices.separator + "\"")});
    out.separator = choices.separator;
    out.options = without_own_words(choices.options);
    if (choices.separator.front() == ',')
      out.check = {"stäm av alternativen mot formuläret: komma kan höra till ett alternativ",
                   "compare the options with the form: a comma may belong to an option"};
    return out;
  }
  if (std::optional<ColumnGuess> known = known_labels(f)) return *known;

  const double sure = std::max(open, 1 - open);
  // Few answers cannot show much, whatever they look like; nor can they against the wording.
  const bool many = f.distinct > kManyValues && f.distinct * 3 > f.answers;
  const bool against =
      open >= 0.5 ? cue <= -kPlainCue && open < 0.98
                  : cue >= kPlainCue || many || (cue > 0.8 && f.distinct > 5 && f.mean_words > 1.5);
  const double certainty =
      std::min(against ? 0.8 : 1.0, f.answers < 5 ? 0.5 + (sure - 0.5) * 0.6 : sure);
  if (open >= 0.5) {
    ColumnGuess out = item(ItemType::open, certainty, facts(f));
    if (certainty < 0.85)
      out.check = {"fri text eller fasta alternativ? se efter i formuläret",
                   "free text or fixed options? look into the form"};
    return out;
  }
  ColumnGuess out = closed(f, certainty, facts(f));
  if (certainty < 0.85)
    out.check = {"fasta alternativ eller fri text? se efter i formuläret",
                 "fixed options or free text? look into the form"};
  return out;
}

}  // namespace

ColumnGuess guess_column(std::string_view title, std::string_view question, bool in_grid,
                         const std::vector<std::string>& cells) {
  const Features f = look_at(cells);
  ColumnGuess out;
  // Who left out an id or a name by a dot or a dash has none.
  const std::vector<std::string> named = without_signs(cells);
  Features who = named == cells ? f : look_at(named);
  who.rows -= f.answers - who.answers;
  if (!in_grid && tool_column(title, who, out)) return out;
  if (PersonalGuess found = find_personal(question, take_apart(title).row, who, named);
      found.personal)
    return left_out(Role::personal, found.certainty, std::move(found.reason));

  const double open = openness(f, question);
  if ((is_comment(question) || is_other(question)) && f.answers > 0 && !ticked(f)) {
    return item(ItemType::open, 0.9,
                {"rubriken ber om egna ord", "the title asks for words of one's own"});
  }
  if (f.answers == 0) {
    out = open >= 0.7 ? item(ItemType::open, 0.5,
                             {"ingen har svarat; frågan låter öppen",
                              "no one answered; the question sounds open"})
                      : left_out(Role::ignored, 0.5, {"kolumnen är tom", "the column is empty"});
    out.check = {"tom kolumn: är det rätt fil?", "an empty column: is it the right file?"};
    return out;
  }
  if (std::optional<ColumnGuess> known = background_or_date(question, in_grid, f)) return *known;
  return guess_item(question, in_grid, cells, f, open);
}

}  // namespace samsyn::guess
