#include "pipeline/study/guess_times.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "pipeline/study/study.hpp"
#include "pipeline/study/time_marks.hpp"
#include "pipeline/study/titles.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/spellings.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kMostTimes = 12;
constexpr std::size_t kMostRounds = 6;  // told from dates
constexpr double kFilled = 0.9;         // share of rows
constexpr double kOnce = 0.97;          // rows that are a person's only one at that time
constexpr double kRecurring = 0.25;     // share of people
constexpr double kSameTitles = 0.8;
constexpr double kSamePeople = 0.3;

constexpr std::string_view kTimeTitles[] = {
    "mätning",      "mätningar", "mättillfälle", "mättillfällen", "mätpunkt", "mättidpunkt",
    "mätomgång",    "tillfälle", "omgång",       "tidpunkt",      "våg",      "mätning nr",
    "tillfälle nr", "occasion",  "wave",         "time point"};
constexpr std::string_view kDateTitles[] = {"datum", "mätdatum", "mätningsdatum",
                                            "datum för mätning", "date"};
constexpr std::string_view kPeopleTitles[] = {"deltagare", "person",    "personkod", "deltagarid",
                                              "klient",    "klientkod", "elev"};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t filled(const SampleColumn& column) {
  return column.cells.size() - static_cast<std::size_t>(std::count(
                                   column.cells.begin(), column.cells.end(), std::string()));
}

std::optional<double> day_of(const std::string& text) {
  ingest::DateOrder seen = ingest::DateOrder::unknown;
  const auto date = ingest::parse_date(text, seen);
  if (!date) return std::nullopt;
  return std::floor(date->open ? date->day_first : date->days);
}

/// Days since 1970-01-01 as "2026-01-12".
std::string date_text(double days) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out;
}

/// When a time is, by its name: a mark, a number, a date. Empty = its name does not say.
std::optional<double> when(const std::string& time) {
  if (const auto mark = find_time(time); mark && mark->base.empty()) return mark->order;
  if (const auto day = day_of(time)) return *day;
  if (!time.empty() && time.find_first_not_of("0123456789") == std::string::npos)
    return std::atof(time.c_str());
  return std::nullopt;
}

void put_in_order(std::vector<std::string>& times) {
  if (!std::all_of(times.begin(), times.end(), [](const auto& time) { return when(time); })) return;
  std::stable_sort(times.begin(), times.end(),
                   [](const std::string& a, const std::string& b) { return *when(a) < *when(b); });
}

/// Could the column hold people's ids? By its title, or as codes with figures in them.
bool names_people(const SampleColumn& column) {
  if (share(filled(column), column.cells.size()) < kFilled) return false;
  const KnownTitle* known = find_tool_column(column.title);
  if (known != nullptr && known->role == Role::respondent) return true;
  if (known != nullptr) return false;
  if (among(kPeopleTitles, key_of(column.title))) return true;
  return std::all_of(column.cells.begin(), column.cells.end(), [](const std::string& cell) {
    return cell.empty() || (cell.size() <= 12 && cell.find(' ') == std::string::npos &&
                            cell.find_first_of("0123456789") != std::string::npos &&
                            cell.find_first_not_of("0123456789.,") != std::string::npos);
  });
}

/// Is nearly every row its respondent's only one of that key?
bool once_each(const SampleColumn& respondents, const std::vector<std::string>& keys) {
  std::set<std::pair<std::string, std::string>> pairs;
  std::size_t rows = 0;
  for (std::size_t r = 0; r < keys.size(); ++r) {
    if (respondents.cells[r].empty() || keys[r].empty()) continue;
    ++rows;
    pairs.emplace(respondents.cells[r], keys[r]);
  }
  return rows > 0 && share(pairs.size(), rows) >= kOnce;
}

/// Rounds of dates with the widest gaps between them, so that nobody stands twice in one; by row
/// the round's number. Empty when there are none.
std::vector<std::string> rounds_of(const SampleColumn& respondents, const SampleColumn& dates,
                                   std::vector<std::string>& begins) {
  std::map<std::string, std::size_t> rows_of;
  std::set<double> days;
  for (std::size_t r = 0; r < dates.cells.size(); ++r) {
    const auto day = day_of(dates.cells[r]);
    if (!day || respondents.cells[r].empty()) return {};
    ++rows_of[respondents.cells[r]];
    days.insert(*day);
  }
  std::size_t rounds = 0;
  for (const auto& [id, rows] : rows_of) rounds = std::max(rounds, rows);
  if (rounds < 2 || rounds > kMostRounds || days.size() < rounds) return {};
  std::vector<std::pair<double, double>> gaps;  // widest first, with the day after it
  for (auto day = std::next(days.begin()); day != days.end(); ++day)
    gaps.emplace_back(*std::prev(day) - *day, *day);
  std::sort(gaps.begin(), gaps.end());
  std::vector<double> first{*days.begin()};
  for (std::size_t g = 0; g + 1 < rounds; ++g) first.push_back(gaps[g].second);
  std::sort(first.begin(), first.end());
  std::vector<std::string> out;
  for (const std::string& cell : dates.cells) {
    const auto next = std::upper_bound(first.begin(), first.end(), *day_of(cell));
    out.push_back(std::to_string(next - first.begin()));
  }
  for (const double day : first) begins.push_back(date_text(day));
  return out;
}

std::set<std::string> titles_of(const SourceSpec& source) {
  std::set<std::string> out;
  for (const ItemSpec& item : source.items) {
    out.insert(key_of(item.column));
    for (const std::string& column : item.columns) out.insert(key_of(column));
  }
  return out;
}

std::size_t common(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); }));
}

bool has_times(const Study& study, const SourceSpec& source) {
  return std::any_of(source.items.begin(), source.items.end(),
                     [](const ItemSpec& item) { return !item.occasion.empty(); }) ||
         std::any_of(
             source.attributes.begin(), source.attributes.end(), [&](const AttributeSource& from) {
               return !study.occasions.empty() && from.attribute == study.occasions.attribute;
             });
}

/// A survey whose file or sheet names a time.
struct Sitting {
  std::size_t source = 0;  ///< index into Study::sources
  TimeMark mark;
  std::set<std::string> titles;
  const std::set<std::string>* people = nullptr;
};
using Series = std::vector<Sitting>;  ///< the first is what others are like

bool goes_on(const Series& series, const Sitting& next, const Study& study) {
  const Sitting& first = series.front();
  if (std::any_of(series.begin(), series.end(),
                  [&](const Sitting& one) { return one.mark.name == next.mark.name; }))
    return false;
  if (study.sources[first.source].layout != study.sources[next.source].layout ||
      key_of(first.mark.base) != key_of(next.mark.base))
    return false;
  const std::size_t both = common(first.titles, next.titles);
  const std::size_t all = first.titles.size() + next.titles.size() - both;
  const std::size_t fewer = std::min(first.people->size(), next.people->size());
  return share(both, all) >= kSameTitles &&
         share(common(*first.people, *next.people), fewer) >= kSamePeople;
}

/// Labels of both, in the order of their figures where each begins with one.
std::vector<std::string> joined(std::vector<std::string> labels,
                                const std::vector<std::string>& more) {
  for (const std::string& label : more)
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  const auto figure = [](const std::string& label) {
    return !label.empty() && label.front() >= '0' && label.front() <= '9';
  };
  if (std::all_of(labels.begin(), labels.end(), figure))
    std::stable_sort(labels.begin(), labels.end(), [](const std::string& a, const std::string& b) {
      return std::atof(a.c_str()) < std::atof(b.c_str());
    });
  return labels;
}

/// The same column is the same item in all files of the series, of one type.
void unify(const Series& series, Study& study) {
  for (std::size_t k = 1; k < series.size(); ++k) {
    for (ItemSpec& item : study.sources[series[k].source].items) {
      for (std::size_t before = 0; before < k; ++before) {
        auto& earlier = study.sources[series[before].source].items;
        const auto same = std::find_if(earlier.begin(), earlier.end(), [&](const ItemSpec& one) {
          return one.column == item.column && one.columns == item.columns;
        });
        if (same == earlier.end()) continue;
        item.id = same->id;
        item.question = same->question;
        if (item.type != same->type || item.separator != same->separator) {
          item.type = same->type;
          item.separator = same->separator;
          item.dont_know = same->dont_know;
          item.options = same->options;
        } else if (item.columns.empty()) {
          item.options = joined(same->options, item.options);
          item.dont_know = joined(same->dont_know, item.dont_know);
        }
        break;
      }
    }
  }
  // What a later file added holds for the earlier ones.
  for (std::size_t k = series.size() - 1; k > 0; --k) {
    for (const ItemSpec& item : study.sources[series[k].source].items) {
      for (ItemSpec& one : study.sources[series[k - 1].source].items) {
        if (one.id != item.id || !one.columns.empty()) continue;
        one.options = item.options;
        one.dont_know = item.dont_know;
      }
    }
  }
}

bool asks_for_step(const ItemSpec& item) {
  if (item.type != ItemType::single && item.type != ItemType::scale) return false;
  const std::vector<std::string> words =
      words_of(item.question.empty() ? item.column : item.question);
  return words.size() <= 6 && std::any_of(words.begin(), words.end(), [](const std::string& word) {
           return word == "steg" || word == "trappsteg" || word == "trappan" || word == "steget";
         });
}

}  // namespace

std::map<std::size_t, TimedColumn> timed_columns(const Sample& sample) {
  struct Base {
    std::string title;
    std::map<std::string, std::size_t> columns;  // by time
    std::vector<std::size_t> all;
    bool sure = true;
  };
  std::map<std::string, Base> bases;
  for (std::size_t c = 0; c < sample.columns.size(); ++c) {
    const auto mark = find_time(sample.columns[c].title);
    if (!mark || words_of(mark->base).empty()) continue;
    Base& base = bases[key_of(mark->base)];
    if (base.all.empty()) base.title = mark->base;
    base.columns.emplace(mark->name, c);
    base.all.push_back(c);
    base.sure = base.sure && mark->sure;
  }
  const auto times = [](const Base& base) {
    std::set<std::string> out;
    for (const auto& [time, column] : base.columns) out.insert(time);
    return out;
  };
  std::map<std::set<std::string>, std::size_t> alike;
  std::erase_if(bases, [](const auto& one) {
    return one.second.columns.size() < 2 || one.second.columns.size() != one.second.all.size();
  });
  for (const auto& [key, base] : bases) ++alike[times(base)];
  std::map<std::size_t, TimedColumn> out;
  for (const auto& [key, base] : bases) {
    if (!base.sure && alike[times(base)] < 2) continue;
    for (const auto& [time, column] : base.columns) out[column] = {base.title, time, base.all};
  }
  return out;
}

std::vector<std::string> times_in(const SampleColumn& column) {
  std::vector<std::string> out;
  std::set<std::string> known;
  for (const std::string& cell : column.cells) {
    const std::string text(ingest::trimmed(cell));
    if (!text.empty() && known.insert(ingest::spelling_key(text)).second) out.push_back(text);
  }
  put_in_order(out);
  return out;
}

std::optional<std::size_t> time_column(const Sample& sample) {
  for (std::size_t c = 0; c < sample.columns.size(); ++c) {
    const SampleColumn& column = sample.columns[c];
    if (share(filled(column), column.cells.size()) < kFilled) continue;
    const std::vector<std::string> times = times_in(column);
    if (times.size() < 2 || times.size() > kMostTimes) continue;
    const bool named = std::all_of(times.begin(), times.end(), [](const std::string& time) {
      const auto mark = find_time(time);
      return mark && mark->base.empty();
    });
    // «Hur länge …?» is answered by lengths of time.
    const bool asks = column.title.find('?') != std::string::npos ||
                      key_of(column.title).find("länge") != std::string::npos;
    if ((named && !asks) || among(kTimeTitles, key_of(column.title))) return c;
  }
  return std::nullopt;
}

bool recur(const SampleColumn& respondents, const SampleColumn& times) {
  std::map<std::string, std::set<std::string>> met;
  for (std::size_t r = 0; r < times.cells.size(); ++r) {
    if (respondents.cells[r].empty() || times.cells[r].empty()) continue;
    met[respondents.cells[r]].insert(ingest::spelling_key(times.cells[r]));
  }
  const auto several =
      std::count_if(met.begin(), met.end(), [](const auto& one) { return one.second.size() > 1; });
  return !met.empty() && share(static_cast<std::size_t>(several), met.size()) >= kRecurring;
}

std::optional<TimedRows> timed_rows(const Sample& sample) {
  const std::optional<std::size_t> time = time_column(sample);
  for (std::size_t r = 0; r < sample.columns.size(); ++r) {
    const SampleColumn& people = sample.columns[r];
    if (!names_people(people)) continue;
    if (time && r != *time) {
      std::vector<std::string> keys;
      for (const std::string& cell : sample.columns[*time].cells)
        keys.push_back(ingest::spelling_key(cell));
      if (once_each(people, keys) && recur(people, sample.columns[*time]))
        return TimedRows{r, *time, times_in(sample.columns[*time]), {}};
    }
    for (std::size_t d = 0; d < sample.columns.size(); ++d) {
      const SampleColumn& dates = sample.columns[d];
      if (d == r || d == time || !among(kDateTitles, key_of(dates.title))) continue;
      TimedRows out{r, d, {}, {}};
      const SampleColumn rounds{dates.title, rounds_of(people, dates, out.begins)};
      if (rounds.cells.empty() || !once_each(people, rounds.cells) || !recur(people, rounds))
        continue;
      for (std::size_t n = 1; n <= out.begins.size(); ++n)
        out.order.push_back("mätning " + std::to_string(n));
      return out;
    }
  }
  return std::nullopt;
}

std::uint32_t time_attribute(Study& study) {
  if (!study.occasions.empty()) return study.occasions.attribute;
  std::uint32_t index = 0;
  while (index < study.attributes.size() && study.attributes[index].id != "tillfalle") ++index;
  if (index == study.attributes.size()) study.attributes.push_back({"tillfalle", "Tillfälle"});
  return index;
}

const std::string& known_time(const Study& study, const std::string& time) {
  const std::string key = ingest::spelling_key(time);
  for (const std::string& known : study.occasions.order)
    if (ingest::spelling_key(known) == key) return known;
  return time;
}

void add_times(Study& study, const std::vector<std::string>& times) {
  study.occasions.attribute = time_attribute(study);
  std::vector<std::string>& order = study.occasions.order;
  for (const std::string& time : times)
    if (std::find(order.begin(), order.end(), known_time(study, time)) == order.end())
      order.push_back(time);
  if (study.occasions.begins.empty()) put_in_order(order);
}

void times_from_files(const std::vector<Respondents>& respondents, Study& study,
                      std::vector<GuessLine>& lines) {
  std::vector<Series> all;
  for (const Respondents& survey : respondents) {
    if (survey.source >= study.sources.size() || survey.ids.empty()) continue;
    const SourceSpec& source = study.sources[survey.source];
    if (has_times(study, source)) continue;
    const std::string stem = std::filesystem::path(source.files.front().name).stem().string();
    std::optional<TimeMark> mark;
    if (!source.sheet.empty()) mark = find_time(source.sheet);
    if (mark) mark->base = stem + "/" + mark->base;  // sheets of one workbook
    if (!mark) mark = find_time(stem);
    if (!mark) continue;
    const Sitting next{survey.source, *mark, titles_of(source), &survey.ids};
    const auto series = std::find_if(all.begin(), all.end(),
                                     [&](const Series& one) { return goes_on(one, next, study); });
    if (series == all.end()) {
      all.push_back({next});
    } else {
      series->push_back(next);
    }
  }
  std::erase_if(all, [](const Series& series) { return series.size() < 2; });
  for (Series& series : all) {
    std::stable_sort(series.begin(), series.end(), [](const Sitting& a, const Sitting& b) {
      return a.mark.order < b.mark.order;
    });
    unify(series, study);
    for (const Sitting& one : series) add_times(study, {one.mark.name});
  }
  for (const Series& series : all) {
    for (const Sitting& one : series) {
      SourceSpec& source = study.sources[one.source];
      AttributeSource time;
      time.attribute = study.occasions.attribute;
      time.constant = known_time(study, one.mark.name);
      source.attributes.push_back(time);
      const bool grouped = std::any_of(source.attributes.begin(), source.attributes.end(),
                                       [](const auto& from) { return from.attribute == kGroup; });
      if (all.size() > 1 && !grouped && source.sheet.empty() && !one.mark.base.empty()) {
        AttributeSource group;
        group.attribute = kGroup;
        group.constant = one.mark.base;
        source.attributes.insert(source.attributes.begin(), group);
      }
      lines.push_back({source.files.front().name,
                       source.sheet,
                       {},
                       {"tillfälle: " + time.constant, "time: " + time.constant},
                       0.8,
                       {"samma frågor och samma id som i " + std::to_string(series.size() - 1) +
                            (series.size() == 2 ? " annan fil" : " andra filer"),
                        "the same questions and ids as in " + std::to_string(series.size() - 1) +
                            (series.size() == 2 ? " other file" : " other files")},
                       {}});
    }
  }
}

void settle_times(Study& study, std::vector<GuessLine>& lines) {
  if (study.occasions.empty()) return;
  const SourceSpec* first = nullptr;
  for (const SourceSpec& source : study.sources) {
    if (!has_times(study, source)) continue;
    if (first == nullptr) first = &source;
    const auto step = std::find_if(source.items.begin(), source.items.end(), asks_for_step);
    if (study.occasions.steps.empty() && step != source.items.end())
      study.occasions.steps = step->id;
  }
  if (first == nullptr) {
    study.occasions = {};
    return;
  }
  // Files whose dates part into other rounds, or that name their times: nobody can tell whether
  // their times are the same.
  const bool parts = !study.occasions.begins.empty() &&
                     study.occasions.begins.size() != study.occasions.order.size();
  if (parts) {
    study.occasions.begins.clear();
    lines.push_back(
        {first->files.front().name,
         {},
         {},
         {"filernas tillfällen går inte ihop", "the files' times do not agree"},
         0.4,
         {"olika många, eller både datum och namn", "not as many, or both dates and names"},
         {"skriv alla tillfällen i \"order\" och deras första dagar i \"begins\"",
          "write all times in \"order\" and their first days in \"begins\""}});
  }
  std::string order;
  for (const std::string& time : study.occasions.order) order += (order.empty() ? "" : ", ") + time;
  const bool stair = !study.occasions.steps.empty();
  lines.push_back(
      {first->files.front().name,
       {},
       {},
       {"samma personer, flera mätningar", "the same people, several times"},
       0.8,
       {order, order},
       {"\"occasions\": stämmer tillfällenas ordning, och är samma id alltid samma person?" +
            std::string(stair ? " Trappans steg ska stå nedifrån och upp i \"options\" för «" +
                                    study.occasions.steps + "»"
                              : ""),
        "\"occasions\": are the times in order, and is the same id always the same person?" +
            std::string(stair ? " The stair's steps must stand from the lowest up in the "
                                "\"options\" of «" +
                                    study.occasions.steps + "»"
                              : "")}});
}

}  // namespace samsyn::guess
