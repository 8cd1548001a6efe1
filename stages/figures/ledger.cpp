#include "stages/figures/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace samsyn::figures {
namespace {

constexpr double kSlack = 1e-6;  // relative: sums of decimals

/// Small letters up to U+00FF, for comparing names of units.
std::string small(std::string_view text) {
  std::string out;
  bool lead = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c + 32);
    } else if (lead && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
      out += static_cast<char>(byte + 0x20);
    } else {
      out += c == '\n' ? ' ' : c;
    }
    lead = byte == 0xC3;
  }
  return out;
}

Place place_of(const Document& document, const Statement& statement) {
  const Block& block = document.blocks[statement.block];
  Place out;
  out.source = document.source;
  out.sheet = document.sheet;
  out.paragraph = block.paragraph;
  out.row = block.row;
  if (block.line > 0) {
    out.line =
        block.line + static_cast<std::uint32_t>(std::count(
                         block.raw.begin(),
                         block.raw.begin() + std::min<std::ptrdiff_t>(
                                                 statement.raw.begin,
                                                 static_cast<std::ptrdiff_t>(block.raw.size())),
                         '\n'));
  }
  out.quote = statement.shown;
  return out;
}

/// Who speaks, and for whom: the voice and its attributes.
std::string scope_of(const Document& document, const Block& block) {
  if (block.respondent >= document.respondents.size()) return {};
  const Respondent& voice = document.respondents[block.respondent];
  std::string out = voice.id;
  for (const std::string& value : voice.attributes) out += '\x1F' + value;
  return out;
}

bool is_subtotal(std::string_view unit) {
  const std::string key = small(unit);
  return key.starts_with("del") || key.starts_with("sub");
}

}  // namespace

void Ledger::add(const Document& document, std::string whose, Noticed noticed) {
  if (noticed.statements.empty() && noticed.tables.empty()) return;
  const bool goes_on = !documents_.empty() && documents_.back().source == document.source;
  if (!goes_on && !documents_.empty()) end(documents_.back());
  Told& told = goes_on ? documents_.back() : documents_.emplace_back();
  told.source = document.source;
  told.whose = std::move(whose);
  for (Statement& one : noticed.statements) {
    told.more = told.sentences == kMostSentences;
    if (told.more) break;
    ++told.sentences;
    told.places.push_back(place_of(document, one));
    told.scope.push_back(scope_of(document, document.blocks[one.block]));
    one.shown.clear();  // the place has it
    told.statements.push_back(std::move(one));
  }
  for (Contradiction& one : noticed.tables) told.tables.push_back(std::move(one));
}

void Ledger::add_data(const Document& document) {
  data_.push_back({document.source, document.sheet, document.figures});
}

std::size_t Ledger::sentences() const {
  std::size_t out = 0;
  for (const Told& told : documents_) out += told.sentences;
  return out;
}

std::vector<std::string> Ledger::too_long() const {
  std::vector<std::string> out;
  for (const Told& told : documents_) {
    if (told.more) out.push_back(told.source);
  }
  return out;
}

std::vector<Contradiction> Ledger::within(const Told& told) {
  std::vector<Clash> clashes = clashing_sums(told.statements);
  for (Clash& clash : clashing_repeats(told.statements, told.scope)) {
    clashes.push_back(std::move(clash));
  }
  std::stable_sort(clashes.begin(), clashes.end(), [](const Clash& a, const Clash& b) {
    return std::pair(a.stated_at, a.figure) < std::pair(b.stated_at, b.figure);
  });
  std::vector<Contradiction> out;
  for (Clash& clash : clashes) out.push_back(told_of(told, told, std::move(clash)));
  return out;
}

/// Keeps of an ended document what contradicts itself, and the sentences that others and tables can
/// contradict: figures that are told of whom, of what and when (clashing_between, against_data).
void Ledger::end(Told& told) {
  told.within = within(told);
  std::size_t kept = 0;
  for (std::size_t s = 0; s < told.statements.size(); ++s) {
    const std::vector<Figure>& figures = told.statements[s].sentence.figures;
    const bool comparable = std::any_of(figures.begin(), figures.end(), [](const Figure& figure) {
      return !figure.unit.empty() && !figure.noun.empty() && !figure.years.empty();
    });
    if (!comparable) continue;
    if (kept != s) {
      told.statements[kept] = std::move(told.statements[s]);
      told.places[kept] = std::move(told.places[s]);
      told.scope[kept] = std::move(told.scope[s]);
    }
    ++kept;
  }
  told.statements.resize(kept);
  told.places.resize(kept);
  told.scope.resize(kept);
  told.statements.shrink_to_fit();
  told.places.shrink_to_fit();
  told.scope.shrink_to_fit();
}

std::vector<Contradiction> Ledger::contradictions() const {
  std::vector<Contradiction> out;
  for (const Told& told : documents_) {
    const bool ended = &told != &documents_.back();
    const std::vector<Contradiction> own = ended ? told.within : within(told);
    out.insert(out.end(), own.begin(), own.end());
    out.insert(out.end(), told.tables.begin(), told.tables.end());
    against_data(told, out);
  }
  std::vector<Spoken> spoken;
  for (const Told& told : documents_) spoken.push_back({&told.statements, &told.scope, told.whose});
  for (Clash& clash : clashing_between(spoken)) {
    const Told& stated = documents_[clash.stated_in];
    const Told& against = documents_[clash.against_in];
    out.push_back(told_of(stated, against, std::move(clash)));
  }
  for (const Data& data : data_) of_tables(data, out);
  return out;
}

Contradiction Ledger::told_of(const Told& stated, const Told& against, Clash clash) {
  const Figure& figure = stated.statements[clash.stated_at].sentence.figures[clash.figure];
  Contradiction one;
  one.kind = clash.kind;
  one.stated_at = stated.places[clash.stated_at];
  one.against = against.places[clash.against];
  one.stated = figure.value;
  one.parts = std::move(clash.parts);
  one.sum = clash.sum;
  one.noun = figure.noun;
  one.unit = figure.unit_text;
  one.sure = clash.sure;
  return one;
}

void Ledger::against_data(const Told& told, std::vector<Contradiction>& out) const {
  using Key = std::pair<std::string, std::uint32_t>;
  std::multimap<Key, std::pair<const Data*, const DataFigure*>> known;
  for (const Data& data : data_) {
    for (const DataFigure& figure : data.figures) {
      if (figure.value && !figure.total && !figure.measure.empty()) {
        known.emplace(Key{small(figure.unit), figure.year}, std::pair(&data, &figure));
      }
    }
  }
  if (known.empty()) return;
  for (std::size_t s = 0; s < told.statements.size(); ++s) {
    const Sentence& sentence = told.statements[s].sentence;
    if (has(sentence.senses, Sense::planned) || has(sentence.senses, Sense::negation)) continue;
    if (!sentence.months.empty()) continue;  // of a part of the year
    for (const Figure& figure : sentence.figures) {
      if (figure.unit.empty() || figure.noun.empty() || figure.years.size() != 1 ||
          (figure.role != Role::plain && figure.role != Role::total)) {
        continue;
      }
      // Two figures of a unit in a sentence count different things.
      const auto alike =
          std::count_if(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& other) {
            return other.unit == figure.unit && other.years == figure.years;
          });
      if (alike > 1) continue;
      const auto [from, to] = known.equal_range({small(figure.unit_text), figure.years.front()});
      for (auto at = from; at != to; ++at) {
        const auto& [data, stated] = at->second;
        // «platser» is «plats» in the plural; lemmas of a table's titles are not known.
        const std::string measure = small(stated->measure);
        const bool same = measure.starts_with(figure.noun) || figure.noun.starts_with(measure);
        if (!same ||
            (*stated->value >= figure.low - kSlack && *stated->value <= figure.high + kSlack)) {
          continue;
        }
        Contradiction one;
        one.kind = Kind::data;
        one.stated_at = told.places[s];
        one.against.source = data->source;
        one.against.sheet = data->sheet;
        one.against.row = stated->row;
        one.against.column = stated->column;
        one.stated = figure.value;
        one.parts = {*stated->value};
        one.sum = *stated->value;
        one.noun = figure.noun;
        one.unit = figure.unit_text;
        one.sure = sentence.verbs.empty();
        out.push_back(std::move(one));
      }
    }
  }
}

void Ledger::of_tables(const Data& data, std::vector<Contradiction>& out) const {
  // By measure, year and field: the parts since the last total, and all of them.
  struct Running {
    std::vector<double> since, all;
    const DataFigure* above = nullptr;  ///< a total before any part
    bool other = false;                 ///< a total behind parts
  };
  std::map<std::tuple<std::string, std::uint32_t, int>, Running> running;
  for (const DataFigure& figure : data.figures) {
    const std::optional<double> fields[] = {figure.value, figure.target, figure.baseline};
    for (int f = 0; f < 3; ++f) {
      if (!fields[f]) continue;
      Running& parts = running[{figure.measure, figure.year, f}];
      if (!figure.total) {
        parts.since.push_back(*fields[f]);
        parts.all.push_back(*fields[f]);
        continue;
      }
      if (parts.all.empty()) {
        parts.above = &figure;
        continue;
      }
      parts.other = true;
      of_total(data, figure, f, is_subtotal(figure.unit) ? parts.since : parts.all, out);
      parts.since.clear();
    }
  }
  for (const auto& [key, parts] : running) {
    if (parts.above == nullptr || parts.other) continue;
    of_total(data, *parts.above, std::get<2>(key), parts.all, out);
  }
}

/// A total, its value (0), target (1) or baseline (2), that its parts do not make.
void Ledger::of_total(const Data& data, const DataFigure& figure, int field,
                      std::vector<double> parts, std::vector<Contradiction>& out) {
  const double stated = field == 0 ? *figure.value : field == 1 ? *figure.target : *figure.baseline;
  double sum = 0;
  for (const double part : parts) sum += part;
  if (parts.size() < 2 || std::abs(sum - stated) <= kSlack * std::max(1.0, std::abs(sum))) return;
  Contradiction one;
  one.kind = Kind::table;
  one.stated_at.source = data.source;
  one.stated_at.sheet = data.sheet;
  one.stated_at.row = figure.row;
  one.stated_at.column = field == 0 ? figure.column : std::string();
  one.stated_at.quote = figure.unit;
  one.against = one.stated_at;
  one.against.quote.clear();
  const auto first = std::find_if(data.figures.begin(), data.figures.end(),
                                  [](const DataFigure& part) { return !part.total; });
  if (first != data.figures.end()) one.against.row = first->row;
  one.stated = stated;
  one.parts = std::move(parts);
  one.sum = sum;
  one.noun = figure.measure;
  one.unit = figure.unit;
  one.sure = true;
  out.push_back(std::move(one));
}

}  // namespace samsyn::figures
