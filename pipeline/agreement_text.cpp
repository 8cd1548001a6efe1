#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "pipeline/agreement.hpp"
#include "pipeline/messages.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn {
namespace {

using agree::Estimate;
using agree::Measure;
using agree::Row;
using agree::RowKind;

constexpr std::size_t kColumns = 100;       // of the terminal
constexpr std::size_t kCodeColumns = 34;    // the longest built-in code has 33
constexpr std::size_t kWidestNumber = 20;   // "-0,28 [-0,53; -0,10]"
constexpr std::size_t kTextLines = 2;       // of a disagreement's text
constexpr std::uint32_t kFewClusters = 10;  // below it percentiles are known to be too narrow

struct MeasureWords {
  Measure measure;
  std::string_view sv, en;
};
constexpr std::array<MeasureWords, agree::kMeasures> kMeasureWords{{
    {Measure::percent, "Procent lika", "Percent agreement"},
    {Measure::alpha, "Krippendorffs alfa", "Krippendorff's alpha"},
    {Measure::cohen, "Cohens kappa", "Cohen's kappa"},
    {Measure::scott, "Scotts pi", "Scott's pi"},
    {Measure::fleiss, "Fleiss kappa", "Fleiss' kappa"},
    {Measure::conger, "Congers kappa", "Conger's kappa"},
    {Measure::ac1, "Gwets AC1", "Gwet's AC1"},
    {Measure::brennan_prediger, "Brennan-Prediger", "Brennan-Prediger"},
    {Measure::pabak, "PABAK", "PABAK"},
}};

std::string wide(std::string text, std::size_t width) {
  const std::size_t have = code_points(text);
  if (have < width) text.append(width - have, ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  const std::size_t have = code_points(text);
  return have < width ? std::string(width - have, ' ') + text : text;
}

/// Lines of at most kColumns, those after the first indented.
std::string lines(std::string_view text, std::size_t indent, std::size_t most_lines = 0) {
  return wrapped(text, kColumns, indent, most_lines) + "\n";
}

class Page {
 public:
  Page(const agree::Agreement& agreement, std::string_view language, std::size_t listed)
      : all_(agreement), english_(language == "en"), language_(language), listed_(listed) {}

  std::string text() {
    head();
    if (const agree::Undefined why = nothing_to_compare(); why != agree::Undefined::none) {
      out_ += lines(
          say("Överensstämmelsen går inte att beräkna: ", "The agreement can't be calculated: ") +
              std::string(words_of(why, language_)) + ".",
          2);
      cuts();
      return std::move(out_);
    }
    together();
    pairs();
    codes();
    cuts();
    list();
    return std::move(out_);
  }

 private:
  /// Why no measure has a value for any code.
  agree::Undefined nothing_to_compare() const {
    if (all_.coders.size() < 2) return agree::Undefined::one_coder;
    return all_.shared_units > 0 ? agree::Undefined::none : agree::Undefined::no_pairs;
  }

  std::string say(std::string_view sv, std::string_view en) const {
    return std::string(english_ ? en : sv);
  }

  std::string number(double value, int decimals = 2) const {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    std::string out(buffer);
    if (out.find_first_not_of("-0.") == std::string::npos && out.front() == '-') out.erase(0, 1);
    const std::size_t point = out.find('.');
    if (!english_ && point != std::string::npos) out[point] = ',';
    return out;
  }

  /// Without its sign: "56", and "0,4" where a whole number would tell too little.
  std::string percent(double share) const { return number(share * 100, share < 0.0995 ? 1 : 0); }

  std::string interval(const agree::Interval& one) const {
    return "[" + number(one.low) + (english_ ? ", " : "; ") + number(one.high) + "]";
  }

  /// "0,63 [0,55; 0,71]", or the reason in words.
  std::string estimate(const Estimate& one) const {
    if (!one.value) {
      return say("går inte att beräkna: ", "can't be calculated: ") +
             std::string(words_of(one.why, language_));
    }
    std::string out = number(*one.value);
    if (one.interval) return out + " " + interval(*one.interval);
    return out +
           std::string(
               say(" (intervall går inte att beräkna: ", " (the interval can't be calculated: ")) +
           std::string(words_of(one.why_no_interval, language_)) + ")";
  }

  std::string count(double n, std::string_view one, std::string_view many) const {
    return number(n, 0) + " " + std::string(n == 1 ? one : many);
  }

  std::string units(double n) const {
    switch (all_.unit) {
      case agree::Unit::segment:
        return count(n, say("segment", "segment"), say("segment", "segments"));
      case agree::Unit::answer:
        return count(n, say("svar", "answer"), say("svar", "answers"));
      case agree::Unit::respondent:
        return count(n, say("person", "person"), say("personer", "persons"));
    }
    return {};
  }

  void head() {
    std::string names;
    for (std::size_t c = 0; c < all_.coders.size(); ++c) {
      names += (c == 0 ? "" : ", ") + all_.coders[c];
      if (c == all_.reference && all_.gold) names += say(" (facit)", " (gold)");
    }
    out_ += lines(say("Kodare: ", "Coders: ") + names, 8);
    std::string base(say("Bas: ", "Base: "));
    base += units(all_.units) + say(", varav ", ", of which ") + number(all_.shared_units, 0) +
            say(" bedömda av minst två kodare.", " judged by two coders or more.");
    if (all_.partly_judged > 0) {
      base += " " + units(all_.partly_judged) +
              say(" bedömdes bara delvis av någon, som där är utelämnad.",
                  " judged only in part by someone, who is left out there.");
    }
    if (all_.without_person > 0) {
      base += " " + number(all_.without_person, 0) +
              say(" segment utan känd person är utelämnade.",
                  " segments without a known person are left out.");
    }
    out_ += lines(base, 5);
    std::string how(say("En kod räknas som given ", "A code counts as given "));
    switch (all_.stance) {
      case agree::StanceUse::affirmed:
        how += say("när den bekräftas.", "when it is affirmed.");
        break;
      case agree::StanceUse::any:
        how += say("oavsett hållning.", "whatever its stance.");
        break;
      case agree::StanceUse::apart:
        how += say("med sin hållning: bekräftad, nekad eller öppen är olika svar.",
                   "with its stance: affirmed, negated and hypothetical are different answers.");
        break;
    }
    if (all_.scale != agree::Scale::nominal) {
      how += say(" Jämförs gör hur många segment av enheten som har den.",
                 " Compared is how many segments of the unit have it.");
    }
    how += say(" Intervall: 95 %, ", " Intervals: 95 %, ") +
           std::to_string(all_.resampling.resamples) + say(" omdragningar av ", " resamples of ") +
           count(all_.clusters,
                 all_.clusters_are_answers ? say("svar", "answer") : say("person", "person"),
                 all_.clusters_are_answers ? say("svar", "answers") : say("personer", "persons")) +
           say(", frö ", ", seed ") + std::to_string(all_.resampling.seed) + ".";
    if (all_.clusters < kFewClusters) {
      how += say(" De är så få att intervallen blir för smala.",
                 " They are so few that the intervals are too narrow.");
    }
    out_ += lines(how, 2) + "\n";
  }

  void line(std::string_view title, const Estimate& one) {
    const std::string text = "  " + wide(std::string(title), 30) + " " + estimate(one);
    if (code_points(text) <= kColumns) {
      out_ += text + "\n";
      return;
    }
    out_ += "  " + std::string(title) + "\n" + lines("    " + estimate(one), 4);
  }

  void found_lines(const Row& row) {
    for (const agree::Found& found : row.found) {
      const std::string& coder = all_.coders[found.coder];
      const std::string& reference = all_.coders[all_.reference];
      out_ += lines("  " + coder + say(" mot ", " against ") + reference + ":", 4);
      line(say("  precision", "  precision"), found.precision);
      line(say("  täckning (recall)", "  recall"), found.recall);
      line("  F1", found.f1);
    }
  }

  void together() {
    for (const Row& row : all_.rows) {
      if (row.kind == RowKind::sets && row.masi) {
        out_ += say("Alla koder som uppsättningar", "All codes as sets");
        out_ += "\n";
        line(say("Samma uppsättning koder", "The same set of codes"), row[Measure::percent]);
        line(say("Krippendorffs alfa, MASI", "Krippendorff's alpha, MASI"), *row.masi);
      } else if (row.kind == RowKind::all) {
        out_ += std::string(say("\nAlla beslut tillsammans (", "\nAll decisions together (")) +
                number(row.units, 0) + ")\n";
        for (const MeasureWords& m : kMeasureWords) line(say(m.sv, m.en), row[m.measure]);
        found_lines(row);
      }
    }
    out_ += "\n";
  }

  void pairs() {
    bool first = true;
    for (const Row& row : all_.rows) {
      if (row.kind != RowKind::pair) continue;
      if (first) {
        out_ += say("Kodarna två och två, alla beslut", "Coders two and two, all decisions");
        out_ += "\n";
      }
      first = false;
      out_ += lines("  " + all_.coders[row.first] + " – " + all_.coders[row.second], 4);
      line(say("  Cohens kappa", "  Cohen's kappa"), row[Measure::cohen]);
      line(say("  Krippendorffs alfa", "  Krippendorff's alpha"), row[Measure::alpha]);
      if (!row.found.empty()) line("  F1", row.found.front().f1);
    }
    if (!first) out_ += "\n";
  }

  std::string short_number(const Estimate& one) const {
    return right(one.value ? number(*one.value) : "–", 6);
  }

  void codes() {
    const bool one_found = std::any_of(all_.rows.begin(), all_.rows.end(), [](const Row& row) {
      return row.kind == RowKind::code && row.found.size() == 1;
    });
    std::map<agree::Undefined, std::string> undefined;
    bool any = false;
    for (const Row& row : all_.rows) {
      if (row.kind != RowKind::code && row.kind != RowKind::group) continue;
      if (!any) {
        out_ += wide(say("Kod", "Code"), kCodeColumns) + right("%", 4) + "  " +
                wide(say("alfa", "alpha"), kWidestNumber) + wide("", 7) + right("kappa", 6) +
                right("AC1", 6);
        if (one_found) out_ += right("prec.", 6) + right(say("täck.", "rec."), 6) + right("F1", 6);
        out_ += "\n";
      }
      any = true;
      const Estimate& alpha = row[Measure::alpha];
      std::string shown = alpha.value ? number(*alpha.value) : "–";
      if (alpha.value && alpha.interval) shown += " " + interval(*alpha.interval);
      constexpr std::array<std::string_view, 4> kLetters{"", "a", "b", "c"};
      std::string mark;
      if (row.weak != agree::Weak::no) {
        mark = say("svag ", "weak ") + std::string(kLetters.at(static_cast<std::size_t>(row.weak)));
      }
      const std::string id = row.kind == RowKind::group ? row.id + ".*" : row.id;
      if (code_points(id) >= kCodeColumns) {
        out_ += id + "\n" + std::string(kCodeColumns, ' ');
      } else {
        out_ += wide(id, kCodeColumns);
      }
      out_ += right(percent(row.prevalence), 4) + "  " + wide(shown, kWidestNumber) +
              wide(mark, 7) +
              short_number(row[all_.coders.size() == 2 ? Measure::cohen : Measure::conger]) +
              short_number(row[Measure::ac1]);
      if (one_found && !row.found.empty()) {
        const agree::Found& found = row.found.front();
        out_ += short_number(found.precision) + short_number(found.recall) + short_number(found.f1);
      }
      out_ += "\n";
      if (!alpha.value) {
        std::string& ids = undefined[alpha.why];
        ids += (ids.empty() ? "" : ", ") + id;
      }
    }
    if (!any) {
      out_ += say("Ingen har gett någon kod.", "Nobody gave any code.");
      out_ += "\n\n";
      return;
    }
    legend(undefined);
    out_ += "\n";
  }

  void legend(const std::map<agree::Undefined, std::string>& undefined) {
    const auto is = [&](agree::Weak weak) {
      return std::any_of(all_.rows.begin(), all_.rows.end(),
                         [&](const Row& row) { return row.weak == weak; });
    };
    out_ += lines(say("%: andel av bedömningarna som har koden. kappa: ",
                      "%: share of judgements that have the code. kappa: ") +
                      (all_.coders.size() == 2 ? "Cohen." : "Conger.") +
                      say(" Andra mått: --json.", " Other measures: --json."),
                  2);
    constexpr std::array<std::pair<agree::Weak, char>, 3> kLegend{
        {{agree::Weak::below, 'a'}, {agree::Weak::reaches, 'b'}, {agree::Weak::untested, 'c'}}};
    for (const auto& [weak, letter] : kLegend) {
      if (!is(weak)) continue;
      out_ += lines(
          say("svag ", "weak ") + letter + ": " + std::string(words_of(weak, language_)) +
              say("; dra inga slutsatser av den ensam.", "; draw no conclusions from it alone."),
          2);
    }
    const bool all_alike =
        undefined.size() == 1 &&
        std::none_of(all_.rows.begin(), all_.rows.end(), [](const Row& row) {
          return row.kind == RowKind::code && row[Measure::alpha].value.has_value();
        });
    for (const auto& [why, ids] : undefined) {
      out_ += lines(say("–: går inte att beräkna: ", "–: can't be calculated: ") +
                        std::string(words_of(why, language_)) + (all_alike ? "." : ": " + ids),
                    2);
    }
  }

  void cuts() {
    if (all_.cuts.same) return;
    std::string text(say("Indelning i segment: filerna delar ", "Cuts: the files share "));
    text += number(all_.cuts.shared, 0) + say(" av ", " of ") + number(all_.cuts.segments, 0) +
            say(" segment. Krippendorffs alfa för indelning (u-alfa): ",
                " segments. Krippendorff's alpha for unitising (u-alpha): ") +
            estimate(all_.cuts.alpha) + ".";
    out_ += lines(text, 2) + "\n";
  }

  std::string place_of(const agree::Disagreement& one) const {
    Where where;
    where.file = one.place.source;
    where.sheet = one.place.sheet;
    if (all_.unit != agree::Unit::respondent) {
      where.row = one.place.row;
      where.line = one.place.line;
      where.column_title = one.place.column;
      if (one.place.paragraph > 0) {
        where.part = say("stycke ", "paragraph ") + std::to_string(one.place.paragraph);
      } else if (one.place.time >= 0 && one.place.line == 0) {
        where.part = number(one.place.time, 1) + " s";
      }
    }
    std::string out = render(where);
    const std::string& who = one.respondent.empty() ? one.speaker : one.respondent;
    if (!who.empty()) out += " · " + who;
    return out;
  }

  std::string said(const agree::Said& one) const {
    if (all_.scale != agree::Scale::nominal) return std::to_string(one.segments);
    if (!one.stance) return say("nej", "no");
    switch (*one.stance) {
      case Stance::affirmed:
        return say("ja", "yes");
      case Stance::negated:
        return say("nekad", "negated");
      case Stance::hypothetical:
        return say("öppen", "hypothetical");
    }
    return {};
  }

  void list() {
    const std::size_t many = all_.disagreements.size();
    const std::size_t shown = std::min(many, listed_);
    std::string title(say("Olika bedömda: ", "Judged differently: "));
    title += units(static_cast<double>(many));
    if (shown < many) {
      title += say("; de första ", "; the first ") + std::to_string(shown) +
               say(" (--list N visar fler, --json alla)", " (--list N shows more, --json all)");
    }
    out_ += title + "\n";
    for (std::size_t d = 0; d < shown; ++d) {
      const agree::Disagreement& one = all_.disagreements[d];
      out_ += lines(place_of(one), 2);
      if (!one.text.empty()) {
        std::string flat = one.text;
        std::replace_if(
            flat.begin(), flat.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
            ' ');
        out_ += lines("  «" + flat + "»", 2, kTextLines);
      }
      for (const agree::Disagreement::Code& code : one.codes) {
        std::string line = "    " + all_.codes[code.code] + ":";
        for (std::size_t s = 0; s < code.said.size(); ++s) {
          line +=
              (s == 0 ? " " : " · ") + all_.coders[code.said[s].coder] + " " + said(code.said[s]);
        }
        out_ += lines(line, 6);
      }
    }
  }

  const agree::Agreement& all_;
  bool english_;
  std::string_view language_;
  std::size_t listed_;
  std::string out_;
};

}  // namespace

std::string render(const agree::Agreement& agreement, std::string_view language,
                   std::size_t listed) {
  return Page(agreement, language, listed).text();
}

}  // namespace samsyn
