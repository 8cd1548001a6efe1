#include "stages/agree/pool.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "pipeline/model/human.hpp"
#include "stages/agree/file_coders.hpp"
#include "stages/agree/labels.hpp"

namespace samsyn::agree {
namespace {

/// A segment of one file, on its way into the pool.
struct Entry {
  std::uint32_t file = 0, segment = 0;
  std::uint32_t source = 0;  ///< number of the source
  std::uint32_t pooled = kNone;
};

bool is_table_or_text(const Place& place) { return place.row > 0 || place.line > 0; }

/// Places in reading order; of a turn its paragraph and time tell which one it is.
auto key_of(const Place& p) {
  const bool turn = !is_table_or_text(p);
  return std::make_tuple(std::string_view(p.sheet), p.row, std::string_view(p.column),
                         turn ? p.paragraph : 0, turn ? p.time : -1.0, p.start, p.end);
}

/// Of one cell, turn or text file?
bool in_one_place(const Place& p, const Place& q) {
  const bool turn = !is_table_or_text(p);
  return turn == !is_table_or_text(q) && p.sheet == q.sheet && p.row == q.row &&
         p.column == q.column && (!turn || (p.paragraph == q.paragraph && p.time == q.time));
}

bool is_chosen(const std::string& code, const std::vector<std::string>& chosen) {
  return chosen.empty() || std::any_of(chosen.begin(), chosen.end(), [&](const std::string& c) {
           return code == c || (code.starts_with(c) && code[c.size()] == '.');
         });
}

class Pooling {
 public:
  Pooling(const std::vector<Input>& inputs, const PoolChoice& choice, Issues& issues)
      : inputs_(inputs), coders_(inputs), choice_(choice), issues_(issues) {}

  Result<Pool> run() {
    if (inputs_.size() > kMostFiles) {
      return too_many(std::to_string(inputs_.size()) + " files", kMostFiles);
    }
    keep_files(std::vector<bool>(inputs_.size(), true));
    lay_upon();
    merge_coders();
    if (const Result<Done> chosen = keep_chosen_coders(); !chosen) return chosen.issue();
    if (out_.coders.size() > kMostCoders) {
      return too_many(std::to_string(out_.coders.size()) + " coders", kMostCoders);
    }
    if (!choice_.coders.empty()) {
      // What only others have cut or said is not asked for.
      keep_files(files_of_kept_coders());
      lay_upon();
    }
    tell_strangers();
    issues_.add(told_);
    if (const Result<Done> chosen = fill(); !chosen) return chosen.issue();
    return std::move(out_);
  }

 private:
  const CodedSegment& segment_of(const Entry& entry) const {
    return inputs_[entry.file].file.segments[entry.segment];
  }

  const FileCoder& whose(const Entry& entry, const Given& given) const {
    return coders_.who(entry.file, given.coder);
  }

  static Issue too_many(const std::string& what, std::size_t most) {
    return {Severity::error,
            "agree.too-many",
            {},
            what + " are more than " + std::to_string(most),
            {},
            "compare fewer at a time; --coder NAME chooses"};
  }

  void keep_files(const std::vector<bool>& kept) {
    out_.files.clear();
    file_number_.assign(inputs_.size(), kNone);
    for (std::size_t f = 0; f < inputs_.size(); ++f) {
      if (!kept[f]) continue;
      file_number_[f] = static_cast<std::uint32_t>(out_.files.size());
      out_.files.push_back(inputs_[f].file.name);
    }
  }

  std::vector<bool> files_of_kept_coders() const {
    std::vector<bool> out(inputs_.size());
    for (const FileCoder& who : coders_.all()) {
      if (kept_[who.number]) out[who.file] = true;
    }
    return out;
  }

  /// The same places of the kept files become one pooled segment.
  void lay_upon() {
    out_.segments.clear();
    entries_.clear();
    questions_.clear();
    sources_.clear();
    told_ = Issues();
    std::map<std::string_view, std::uint32_t> sources;
    for (std::uint32_t f = 0; f < inputs_.size(); ++f) {
      if (file_number_[f] == kNone) continue;
      for (std::uint32_t s = 0; s < inputs_[f].file.segments.size(); ++s) {
        const std::string& source = inputs_[f].file.segments[s].place.source;
        const auto number = static_cast<std::uint32_t>(sources.size());
        entries_.push_back({f, s, sources.emplace(source, number).first->second, kNone});
      }
    }
    std::stable_sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
      if (a.source != b.source) return a.source < b.source;
      return key_of(segment_of(a).place) < key_of(segment_of(b).place);
    });
    find_persons();
    const Entry* first = nullptr;  // of those in one place
    std::size_t twice = 0, differ = 0;
    const Entry* first_twice = nullptr;
    const Entry* first_differ = nullptr;
    for (Entry& entry : entries_) {
      const CodedSegment& segment = segment_of(entry);
      if (first == nullptr || first->source != entry.source ||
          key_of(segment_of(*first).place) != key_of(segment.place)) {
        first = &entry;
        PooledSegment& added = out_.segments.emplace_back();
        added.place = segment.place;
        added.respondent = label_of(entry, segment.respondent);
        added.speaker = label_of(entry, segment.speaker);
        added.item = segment.item;
        added.text = segment.text.empty() ? segment.raw : segment.text;
        questions_.push_back(without_numbers(segment.question));
        sources_.push_back(entry.source);
      } else if ((out_.segments.back().files >> file_number_[entry.file] & 1U) != 0) {
        if (twice++ == 0) first_twice = &entry;
        continue;
      } else if (const std::string& raw = segment_of(*first).raw;
                 !raw.empty() && !segment.raw.empty() && raw != segment.raw &&
                 without_numbers(raw) != without_numbers(segment.raw)) {
        if (differ++ == 0) first_differ = &entry;
        continue;
      }
      out_.segments.back().files |= std::uint64_t{1} << file_number_[entry.file];
      entry.pooled = static_cast<std::uint32_t>(out_.segments.size() - 1);
    }
    if (twice > 0) {
      tell("agree.duplicate-segment", *first_twice, twice,
           "this segment stands in the file a second time", "remove the double lines");
    }
    if (differ > 0) {
      tell("agree.text-differs", *first_differ, differ,
           "this segment has another text in another of the files",
           "compare codings of the same version of the texts: run the study again, or import anew");
    }
    number_answers();
  }

  void tell(std::string id, const Entry& entry, std::size_t number, std::string message,
            std::string remedy) {
    Where where{inputs_[entry.file].file.name};
    where.line = segment_of(entry).line;
    if (number > 1) message += " (" + std::to_string(number) + " such segments are left out)";
    told_.add({Severity::warning, std::move(id), std::move(where), std::move(message),
               excerpt_of(segment_of(entry).raw), std::move(remedy)});
  }

  /// Which labels mean the same person: those of segments that overlap.
  void find_persons() {
    labels_ = Labels();
    std::vector<const Entry*> last;  // of each file, in the cell, turn or text at hand
    for (const Entry& entry : entries_) {
      const CodedSegment& segment = segment_of(entry);
      if (!last.empty() && (last.front()->source != entry.source ||
                            !in_one_place(segment_of(*last.front()).place, segment.place))) {
        last.clear();
      }
      const Entry** own = nullptr;
      for (const Entry*& other : last) {
        if (other->file == entry.file) own = &other;
        const CodedSegment& met = segment_of(*other);
        if (met.place.end <= segment.place.start) continue;
        labels_.meet(entry.file, segment.respondent, other->file, met.respondent);
        labels_.meet(entry.file, segment.speaker, other->file, met.speaker);
      }
      if (own != nullptr) {
        *own = &entry;
      } else {
        last.push_back(&entry);
      }
    }
  }

  std::string label_of(const Entry& entry, const std::string& label) const {
    return labels_.of(entry.file, label, inputs_[entry.file].file.name);
  }

  /// Numbers answers and persons, and looks whether all cut alike.
  void number_answers() {
    std::map<std::tuple<std::uint32_t, std::string_view, std::string_view>, std::uint32_t> persons;
    out_.answers = out_.persons = 0;
    out_.same_cuts = true;
    std::uint32_t end = 0;  // of what the answer has so far
    for (std::size_t s = 0; s < out_.segments.size(); ++s) {
      PooledSegment& segment = out_.segments[s];
      const bool goes_on = s > 0 && sources_[s] == sources_[s - 1] && same_answer(s - 1, s);
      if (!goes_on) {
        ++out_.answers;
        end = 0;
      }
      segment.answer = out_.answers - 1;
      if (segment.place.start < end) out_.same_cuts = false;
      end = std::max(end, segment.place.end);
      if (segment.respondent.empty()) continue;
      segment.person =
          persons
              .emplace(std::make_tuple(sources_[s], std::string_view(segment.place.sheet),
                                       std::string_view(segment.respondent)),
                       out_.persons)
              .first->second;
      out_.persons = static_cast<std::uint32_t>(persons.size());
    }
  }

  bool same_answer(std::size_t a, std::size_t b) const {
    const PooledSegment& one = out_.segments[a];
    const PooledSegment& other = out_.segments[b];
    if (!in_one_place(one.place, other.place)) return false;
    if (one.place.row > 0 || !is_table_or_text(one.place)) return true;
    return one.speaker == other.speaker && one.respondent == other.respondent &&
           questions_[a] == questions_[b];
  }

  /// Files that share no answer with another one.
  void tell_strangers() {
    std::vector<std::uint64_t> files(out_.answers);
    for (const PooledSegment& segment : out_.segments) files[segment.answer] |= segment.files;
    std::vector<const CodingsFile*> kept;  // by bit
    for (std::size_t f = 0; f < inputs_.size(); ++f) {
      if (file_number_[f] != kNone) kept.push_back(&inputs_[f].file);
    }
    for (std::size_t f = 0; f < kept.size() && kept.size() > 1; ++f) {
      const std::uint64_t own = std::uint64_t{1} << f;
      const bool shares = std::any_of(files.begin(), files.end(), [&](std::uint64_t all) {
        return (all & own) != 0 && (all & ~own) != 0;
      });
      if (shares) continue;
      const CodingsFile& other = *kept[f == 0 ? 1 : 0];
      told_.add({Severity::warning,
                 "agree.nothing-shared",
                 {kept[f]->name},
                 "no answer of this file stands in another of the files; its first source is «" +
                     kept[f]->segments.front().place.source + "», that of " + other.name + " «" +
                     other.segments.front().place.source + "»",
                 {},
                 "compare codings of the same study, whose manifest names the files in one way"});
    }
  }

  /// What a coder of a file gave, by pooled segment.
  using Said = std::map<std::uint32_t, std::set<std::pair<std::string_view, Stance>>>;
  Said said_by(const FileCoder& who, const std::vector<const Entry*>& entries) const {
    Said out;
    const CodingsFile& file = inputs_[who.file].file;
    for (const Entry* entry : entries) {
      for (const Given& given : segment_of(*entry).given) {
        if (&coders_.who(who.file, given.coder) == &who &&
            !coders_.left_out(who.file, given.coder)) {
          out[entry->pooled].emplace(file.codes[given.code], given.stance);
        }
      }
    }
    return out;
  }

  /// Do two human coders of one name say the same of every segment that both judged? Then they are
  /// one, whose judgements stand in two files: the human codings of a study and a run with them.
  static bool same_human(const std::string& name, const std::vector<bool>& a, const Said& said_a,
                         const std::vector<bool>& b, const Said& said_b) {
    if (!is_human(name)) return false;
    const auto of = [](const Said& said, std::uint32_t s) {
      const auto found = said.find(s);
      return found == said.end() ? Said::mapped_type() : found->second;
    };
    for (std::uint32_t s = 0; s < a.size(); ++s) {
      if (a[s] && b[s] && of(said_a, s) != of(said_b, s)) return false;
    }
    return true;
  }

  /// Do two coders of one name judge the same text? `same_segments`: whole segments that both judge
  /// don't count.
  bool meets(const std::vector<bool>& a, const std::vector<bool>& b, bool same_segments) const {
    std::uint32_t answer = kNone, end_a = 0, end_b = 0;
    for (std::size_t s = 0; s < out_.segments.size(); ++s) {
      const PooledSegment& segment = out_.segments[s];
      if (segment.answer != answer) end_a = end_b = 0;
      answer = segment.answer;
      if ((a[s] && b[s] && !same_segments) || (a[s] && segment.place.start < end_b) ||
          (b[s] && segment.place.start < end_a)) {
        return true;
      }
      if (a[s]) end_a = std::max(end_a, segment.place.end);
      if (b[s]) end_b = std::max(end_b, segment.place.end);
    }
    return false;
  }

  /// Coders of the pool out of those of the files.
  void merge_coders() {
    std::map<std::uint32_t, std::vector<const Entry*>> by_file;
    for (const Entry& entry : entries_) {
      if (entry.pooled != kNone) by_file[entry.file].push_back(&entry);
    }
    std::map<std::string_view, int> named;
    for (const FileCoder& who : coders_.all()) ++named[who.name];
    // A coder of the pool: what was judged, and what was said there.
    struct Known {
      std::uint32_t number = 0;
      std::vector<bool> judged;
      Said said;
    };
    std::map<std::string_view, std::vector<Known>> known;
    std::vector<std::uint32_t> first_file;
    for (FileCoder& who : coders_.all()) {
      std::vector<bool> mine;
      Said own;
      if (named[who.name] > 1) {
        mine.resize(out_.segments.size());
        for (const Entry* entry : by_file[who.file]) {
          mine[entry->pooled] = coders_.judged(who, segment_of(*entry));
        }
        own = said_by(who, by_file[who.file]);
        for (Known& one : known[who.name]) {
          const bool same = same_human(who.name, one.judged, one.said, mine, own);
          if (meets(one.judged, mine, same)) continue;
          who.number = one.number;
          one.said.merge(own);
          for (std::size_t s = 0; s < mine.size(); ++s) {
            if (mine[s]) one.judged[s] = true;
          }
          break;
        }
        if (who.number != kNone) continue;
      }
      who.number = static_cast<std::uint32_t>(out_.coders.size());
      out_.coders.push_back(who.name);
      first_file.push_back(who.file);
      known[who.name].push_back({who.number, std::move(mine), std::move(own)});
    }
    std::vector<std::string> names;
    for (std::size_t c = 0; c < out_.coders.size(); ++c) {
      const std::string& file = inputs_[first_file[c]].file.name;
      std::string& name = names.emplace_back(out_.coders[c]);
      if (known[name].size() > 1) name += " (" + file + ")";
    }
    out_.coders = std::move(names);
  }

  Result<Done> keep_chosen_coders() {
    kept_.assign(out_.coders.size(), choice_.coders.empty());
    for (const std::string& name : choice_.coders) {
      bool found = false;
      for (std::size_t c = 0; c < out_.coders.size(); ++c) {
        if (out_.coders[c] != name) continue;
        kept_[c] = true;
        found = true;
      }
      if (found) continue;
      std::string all;
      for (const std::string& coder : out_.coders) all += (all.empty() ? "" : ", ") + coder;
      const std::string near = nearest(name, out_.coders);
      return Issue{Severity::error,
                   "agree.unknown-coder",
                   {},
                   "no coder is called «" + name + "»; there are: " + all,
                   {},
                   near.empty() ? "name one of them" : "did you mean " + near + "?"};
    }
    std::vector<std::string> names;
    for (std::size_t c = 0; c < kept_.size(); ++c) {
      new_number_.push_back(static_cast<std::uint32_t>(names.size()));
      if (kept_[c]) names.push_back(out_.coders[c]);
    }
    out_.coders = std::move(names);
    return Done{};
  }

  /// What was judged and given, by the pool's numbers.
  Result<Done> fill() {
    std::vector<std::string> all;
    for (const Input& input : inputs_) {
      all.insert(all.end(), input.file.codes.begin(), input.file.codes.end());
    }
    for (const std::string& code : choice_.codes) {
      if (std::any_of(all.begin(), all.end(),
                      [&](const std::string& c) { return is_chosen(c, {code}); })) {
        continue;
      }
      const std::string near = nearest(code, all);
      return Issue{Severity::error,
                   "agree.unknown-code",
                   {},
                   "nobody gave a code «" + code + "», or one below it",
                   {},
                   near.empty() ? "name a code or a group of codes that the files have"
                                : "did you mean " + near + "?"};
    }
    std::set<std::string> codes;
    for (const Entry& entry : entries_) {
      if (entry.pooled == kNone) continue;
      for (const Given& given : segment_of(entry).given) {
        if (coders_.left_out(entry.file, given.coder)) continue;
        const std::string& code = inputs_[entry.file].file.codes[given.code];
        if (kept_[whose(entry, given).number] && is_chosen(code, choice_.codes)) codes.insert(code);
      }
    }
    out_.codes.assign(codes.begin(), codes.end());
    if (choice_.before) std::stable_sort(out_.codes.begin(), out_.codes.end(), choice_.before);
    std::map<std::string_view, std::uint32_t> number;
    for (std::uint32_t c = 0; c < out_.codes.size(); ++c) number[out_.codes[c]] = c;

    std::vector<std::vector<const FileCoder*>> of_file(inputs_.size());
    for (const FileCoder& who : coders_.all()) of_file[who.file].push_back(&who);
    for (const Entry& entry : entries_) {
      if (entry.pooled == kNone) continue;
      const CodedSegment& segment = segment_of(entry);
      PooledSegment& pooled = out_.segments[entry.pooled];
      for (const FileCoder* who : of_file[entry.file]) {
        if (kept_[who->number] && coders_.judged(*who, segment)) {
          pooled.judged |= std::uint64_t{1} << new_number_[who->number];
        }
      }
      for (const Given& given : segment.given) {
        const FileCoder& who = whose(entry, given);
        const auto code = number.find(inputs_[entry.file].file.codes[given.code]);
        if (!kept_[who.number] || code == number.end()) continue;
        if (coders_.left_out(entry.file, given.coder)) continue;
        const Given one{new_number_[who.number], code->second, given.stance};
        // A coder who stands in two files said it once.
        const bool known =
            std::any_of(pooled.given.begin(), pooled.given.end(), [&](const Given& other) {
              return other.coder == one.coder && other.code == one.code &&
                     other.stance == one.stance;
            });
        if (!known || !is_human(who.name)) pooled.given.push_back(one);
      }
    }
    return Done{};
  }

  const std::vector<Input>& inputs_;
  FileCoders coders_;
  const PoolChoice& choice_;
  Issues& issues_;
  Issues told_;  ///< of the files as they were laid upon each other last
  Pool out_;
  std::vector<std::uint32_t> file_number_;  ///< by input: in the pool; kNone = left out
  std::vector<Entry> entries_;
  Labels labels_;
  std::vector<std::string> questions_;  ///< by pooled segment
  std::vector<std::uint32_t> sources_;  ///< by pooled segment
  std::vector<bool> kept_;              ///< by coder before choosing
  std::vector<std::uint32_t> new_number_;
};

}  // namespace

Result<Pool> pool(const std::vector<Input>& inputs, const PoolChoice& choice, Issues& issues) {
  return Pooling(inputs, choice, issues).run();
}

}  // namespace samsyn::agree
