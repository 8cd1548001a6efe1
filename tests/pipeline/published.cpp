#include "tests/pipeline/published.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;

bool hides(const Json& row, std::size_t column) {
  if (!row.contains("withheld")) return false;
  const Json& all = row["withheld"];
  return std::find(all.begin(), all.end(), column) != all.end();
}

std::vector<std::string> parts_of(const std::string& id, char by) {
  std::vector<std::string> out{""};
  for (const char c : id) {
    if (c == by) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Columns in which nothing but zeros is shown are withheld whole, and can hide zeros.
bool is_whole(const Json& table, std::size_t column) {
  bool hidden = false;
  for (const Json& row : table["rows"]) {
    const Json& cell = row["cells"][column];
    if (cell.is_number() && cell.get<double>() != 0) return false;
    hidden = hidden || hides(row, column);
  }
  return hidden;
}

const std::set<std::string> kKinds{"survey", "transcript", "notes"};

}  // namespace

Published::Published(const Json& summary, std::map<std::string, std::string> nested,
                     std::map<std::string, double> weights)
    : nested_(std::move(nested)),
      weights_(std::move(weights)),
      // Shares and means of weighted answers rest on the weights too, which nobody knows.
      weighted_(summary["method"].dump().find("vägda") != std::string::npos) {
  for (const Json& table : summary["tables"]) read(table);
  know();
}

bool Published::is_withheld(const std::string& number) const {
  const auto at = numbers_.find(number);
  return at != numbers_.end() && at->second.hidden;
}

/// One cell: `factor` turns what it shows into a number of people.
void Published::see(const std::string& number, const Json& row, std::size_t column, double factor) {
  const Json& cell = row["cells"][column];
  const bool hidden = hides(row, column);
  if (!hidden && !cell.is_number()) return;
  if (hidden && factor < 0) return;  // perhaps for the sake of its base
  Number one;
  one.hidden = hidden;
  if (!hidden) {
    // A share of a base that is not shown tells nothing but zero.
    if (factor < 0 && cell.get<double>() != 0) return;
    one.value = std::round(cell.get<double>() * std::max(0.0, factor));
  }
  const auto [at, is_new] = numbers_.emplace(number, one);
  if (is_new) return;
  if (at->second.hidden != one.hidden || (!one.hidden && at->second.value != one.value)) {
    // A share can be hidden for the sake of its base, while the number is shown.
    if (factor == 1 || at->second.hidden != one.hidden) contradictions_.push_back(number);
    if (!one.hidden) at->second = one;
  }
}

/// "closed.nojd", "closed.nojd.group.people", "closed.measures": numbers "C|item|answer|group=A",
/// with no answer for all who gave a valid one.
void Published::read_closed(const std::vector<std::string>& id, const Json& table) {
  const Json& columns = table["columns"];
  const Json& rows = table["rows"];
  const auto base_of = [&](const std::string& number, std::size_t c) {
    const bool hidden = columns[c].value("base_withheld", false);
    const double base = hidden ? 0 : columns[c]["base"].get<double>();
    numbers_.emplace(number, Number{hidden, base});
    return hidden ? -1 : base;
  };
  const auto told = [](const std::string& value) { return value == "(unknown)" ? "" : value; };
  if (id[1] == "measures") {
    for (const Json& row : rows) {
      if (row["cells"][2].is_number()) means_[row["id"].get<std::string>() + "|"] = row["cells"][2];
    }
  } else if (id.size() == 2 && columns.size() > 3) {
    base_of("C|" + id[1] + "|", 3);
    if (columns.back()["id"] == "answers_share") multiple_.insert(id[1]);
    for (const Json& row : rows) {
      const std::string answer = row["id"].get<std::string>();
      if (answer == "asked" || answer == "no_answer" || answer.starts_with("dont_know")) continue;
      options_[id[1]].push_back(answer);
      const std::string number = "C|" + id[1] + "|" + answer;
      see(number, row, 1, 1);
      if (weighted_ && row["cells"][3].is_number()) weighted_shares_[number] = row["cells"][3];
      if (row["cells"][4].is_number()) bounded_.push_back(number);
      if (weighted_ || columns.back()["id"] != "answers_share") continue;
      const Json& part = row["cells"].back();
      if (part.is_number() && row["cells"][1].is_number() && part.get<double>() > 0) {
        answers_of_[id[1]] = std::round(row["cells"][1].get<double>() / part.get<double>());
      }
    }
  } else if (id.size() == 4 && id[3] == "measures") {
    for (const Json& row : rows) {
      const std::string with = id[2] + "=" + told(row["id"].get<std::string>());
      see("C|" + id[1] + "||" + with, row, 1, 1);
      if (row["cells"][2].is_number()) means_[id[1] + "|" + with] = row["cells"][2];
    }
  } else if (id.size() == 4) {
    if (weighted_ && id[3] == "share") return;
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::string with = id[2] + "=" + told(columns[c]["id"].get<std::string>());
      classes_[id[1] + "|" + id[2]].insert(with);
      const double base = base_of("C|" + id[1] + "||" + with, c);
      const bool whole = is_whole(table, c);
      for (const Json& row : rows) {
        const std::string number = "C|" + id[1] + "|" + row["id"].get<std::string>() + "|" + with;
        see(number, row, c, id[3] == "people" ? 1 : base);
        if (whole && hides(row, c)) whole_[number] = true;
      }
    }
  }
}

/// Answers make up all who answered, classes make up all; a mean tells the sum of the places of the
/// answers, to a decimal.
void Published::know_closed() {
  const auto numbers = [&](const std::vector<std::string>& all) {
    const bool whole = all.size() > 1 && std::all_of(all.begin(), all.end(), [&](const auto& one) {
                         return is_withheld(one);
                       });
    for (const std::string& one : all) whole_[one] = whole_[one] || whole;
    return all;
  };
  std::vector<std::pair<std::string, std::vector<std::string>>> sums;
  for (const auto& [item, options] : options_) {
    std::vector<std::string> with{""};
    std::vector<std::string> answers = options;
    answers.emplace_back();
    for (const auto& [key, classes] : classes_) {
      if (parts_of(key, '|')[0] != item) continue;
      with.insert(with.end(), classes.begin(), classes.end());
      for (const std::string& answer : answers) {
        std::vector<std::string> parts;
        for (const std::string& one : classes)
          parts.push_back("C|" + item + "|" + answer + "|" + one);
        sums.emplace_back("C|" + item + "|" + answer, numbers(parts));
      }
    }
    for (const std::string& one : with) {
      if (multiple_.contains(item)) continue;
      const std::string suffix = one.empty() ? "" : "|" + one;
      std::vector<std::string> parts;
      for (const std::string& answer : options)
        parts.push_back("C|" + item + "|" + answer + suffix);
      sums.emplace_back("C|" + item + "|" + suffix, numbers(parts));
    }
  }
  for (const auto& [total, parts] : sums) sum(total, parts, false);
  for (const auto& [item, all] : answers_of_) {
    std::vector<Attacker::Term> terms;
    for (const std::string& answer : options_[item]) {
      terms.push_back({id("C|" + item + "|" + answer), 1});
    }
    attacker_.knows(terms, all, all);
  }
  if (weighted_) means_.clear();
  for (const auto& [key, mean] : means_) {
    const std::vector<std::string> of = parts_of(key, '|');
    const std::string suffix = of[1].empty() ? "" : "|" + of[1];
    const auto base = numbers_.find("C|" + of[0] + "|" + suffix);
    if (base == numbers_.end() || base->second.hidden) continue;
    std::vector<Attacker::Term> terms;
    double place = 0;
    for (const std::string& answer : options_[of[0]]) {
      const std::string number = "C|" + of[0] + "|" + answer + suffix;
      if (has(number)) terms.push_back({id(number), ++place});
    }
    if (terms.size() < options_[of[0]].size()) continue;
    const double people = base->second.value;
    attacker_.knows(terms, (mean - 0.05) * people - 1e-6, (mean + 0.05) * people + 1e-6);
  }
}

/// "cooccurrence", "cooccurrence.people.barriers.themes", "cooccurrence.pairs.people": numbers
/// "AA|x&y" of answers with both codes and "PP|x&y" of people, x before y in order of ids.
void Published::read_pairs(const std::vector<std::string>& id, const Json& table) {
  const auto both = [](std::string_view of, const std::string& x, const std::string& y) {
    return std::string(of) + "|" + std::min(x, y) + "&" + std::max(x, y);
  };
  const auto name_of = [&](const Json& row, std::size_t c) {
    return std::string(table["columns"][c]["id"]) == "all"
               ? row["id"].get<std::string>()
               : table["columns"][c]["id"].get<std::string>();
  };
  if (id.size() > 1 && id[1] == "pairs") {
    const bool people = id.size() > 2;
    for (const Json& row : table["rows"]) {
      const std::string codes = row["id"].get<std::string>();
      const std::size_t plus = codes.find('+');
      const std::string x = codes.substr(0, plus), y = codes.substr(plus + 1);
      const std::string one = people ? "P|survey|" : "A|";
      see(one + x, row, 2, 1);
      see(one + y, row, 3, 1);
      const std::string number = both(people ? "PP" : "AA", x, y);
      see(number, row, 4, 1);
      // Jaccard and lift tell the pair to whom knows both codes.
      if ((row["cells"][5].is_number() || row["cells"][6].is_number()) && is_withheld(number)) {
        contradictions_.push_back(number + " by its measure");
      }
    }
    return;
  }
  const bool people = id.size() > 1 && id[1] == "people";
  if (!people) answers_ = table["base"]["count"].get<double>();
  for (const Json& row : table["rows"]) {
    const std::string x = row["id"].get<std::string>();
    for (std::size_t c = 1; c < table["columns"].size(); ++c) {
      const std::string y = name_of(row, c);
      if (x == "all" && y == "all") continue;
      if (x == "all" || x == y) {
        see((people ? "P|survey|" : "A|") + y, row, c, 1);
      } else {
        see(both(people ? "PP" : "AA", x, y), row, c, 1);
      }
    }
  }
}

/// "substudies.barriers": a difference or a p tells one number to whom knows the other; that two
/// numbers surely differ can tell both to whom knows their sum.
void Published::read_substudies(const Json& table) {
  const Json& columns = table["columns"];
  for (const Json& row : table["rows"]) {
    const std::string code = row["id"].get<std::string>();
    std::string hidden;
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::string column = columns[c]["id"].get<std::string>();
      const std::size_t dot = column.find('.');
      const std::string what = column.substr(0, dot);
      if (what == "people" || what == "share") {
        const std::string number = "P|survey|" + code + "|substudy=" + column.substr(dot + 1);
        const bool base = columns[c]["base"].is_number();
        const double times = base ? columns[c]["base"].get<double>() : -1;
        if (what == "people" || !weighted_) see(number, row, c, what == "people" ? 1 : times);
        if (is_withheld(number)) hidden = number;
      } else if ((row["cells"][c].is_number() || what == "verdict") && !row["cells"][c].is_null() &&
                 !hidden.empty()) {
        contradictions_.push_back(hidden + " by " + column);
      }
    }
  }
}

/// "evidence.barriers": people and shares of each kind of source.
void Published::read_evidence(const Json& table) {
  const Json& columns = table["columns"];
  for (const Json& row : table["rows"]) {
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::vector<std::string> what = parts_of(columns[c]["id"].get<std::string>(), '.');
      if (what.size() != 2 || (what[0] != "people" && what[0] != "share")) continue;
      const double times = columns[c]["base"].is_number() ? columns[c]["base"].get<double>() : -1;
      if (what[0] == "share" && weighted_ && what[1] == "survey") continue;
      see("P|" + what[1] + "|" + row["id"].get<std::string>(), row, c,
          what[0] == "people" ? 1 : times);
    }
  }
}

/// "stair.levels", ".always", ".others": numbers "L|slut|Praktik", "W|…" and "O|…"; of a step
/// "" for all. "stair.matrix.start|slut": "M|start|slut|Kontakt>Praktik", "Kontakt>", ">Praktik",
/// ">", "Kontakt:up", ":up". "stair.moved": the last of these, and by group
/// "M|start|slut|:up|kon=Man".
void Published::read_stair(const std::vector<std::string>& id, const Json& table) {
  const Json& columns = table["columns"];
  const auto of_step = [&](std::size_t c) {
    const std::string column = columns[c]["id"].get<std::string>();
    return column == "n" ? std::string() : column;
  };
  if (id[1] == "levels") {
    const std::string kind = id.size() < 3 ? "L|" : id[2] == "always" ? "W|" : "O|";
    steps_.clear();
    for (const Json& row : table["rows"]) {
      const std::string time = row["id"].get<std::string>();
      if (kind == "L|") times_.push_back(time);
      for (std::size_t c = 1; c < columns.size(); ++c) {
        if (of_step(c).starts_with("share.")) break;
        see(kind + time + "|" + of_step(c), row, c, 1);
      }
    }
    for (std::size_t c = 2; c < columns.size() && !of_step(c).starts_with("share."); ++c) {
      steps_.push_back(of_step(c));
    }
    return;
  }
  const std::set<std::string> moves{"up", "same", "down"};
  for (const Json& row : table["rows"]) {
    const std::string name = row["id"].get<std::string>();
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::string column = of_step(c);
      if (id[1] == "matrix") {
        const std::string from = name == "all" ? "" : name;
        see("M|" + id[2] + "|" + from + (moves.contains(column) ? ":" : ">") + column, row, c, 1);
      } else if (id.size() == 2) {
        if (column.empty()) see("M|" + name + "|>", row, c, 1);
        if (moves.contains(column)) see("M|" + name + "|:" + column, row, c, 1);
      } else if (column.empty() || moves.contains(column)) {
        const std::string pair = times_.front() + "|" + times_.back();
        const std::string with = name == "all" ? "" : "|" + id[2] + "=" + name;
        if (!with.empty()) moved_by_[pair].insert(id[2] + "=" + name);
        see("M|" + pair + "|" + (column.empty() ? ">" : ":" + column) + with, row, c, 1);
      }
    }
  }
}

/// The means of the steps before and after, of those in the matrix.
void Published::read_step_means(const Json& table) {
  for (const Json& row : table["rows"]) {
    const std::vector<std::string> of = parts_of(row["id"].get<std::string>(), '|');
    if (of[0] != "steg") continue;
    const std::string pair = "M|" + of[1] + "|" + of[2] + "|";
    if (row["cells"][5].is_number()) step_means_[pair + "from"] = row["cells"][5];
    if (row["cells"][6].is_number()) step_means_[pair + "to"] = row["cells"][6];
  }
}

void Published::know_stair() {
  std::vector<std::pair<std::string, std::vector<std::string>>> sums;
  const auto add = [&](const std::string& total, std::vector<std::string> parts) {
    const bool whole =
        parts.size() > 1 &&
        std::all_of(parts.begin(), parts.end(), [&](const auto& one) { return is_withheld(one); });
    for (const std::string& one : parts) whole_[one] = whole_[one] || whole;
    sums.emplace_back(total, std::move(parts));
  };
  const auto of_steps = [&](const std::string& before, const std::string& after = {}) {
    std::vector<std::string> out;
    for (const std::string& step : steps_) out.push_back(before + step + after);
    return out;
  };
  std::vector<std::string> steps = steps_;
  steps.emplace_back();
  for (const std::string& time : times_) {
    for (const char* kind : {"L|", "W|", "O|"}) add(kind + time + "|", of_steps(kind + time + "|"));
    const bool others = has("O|" + time + "|");
    for (const std::string& step : steps) {
      std::vector<std::string> parts{"W|" + time + "|" + step};
      if (others) parts.push_back("O|" + time + "|" + step);
      sums.emplace_back("L|" + time + "|" + step, parts);  // in tables of their own
    }
  }
  for (std::size_t a = 0; a < times_.size(); ++a) {
    for (std::size_t b = a + 1; b < times_.size(); ++b) {
      const std::string pair = times_[a] + "|" + times_[b], m = "M|" + pair + "|";
      if (!has(m + ">")) continue;
      add(m + ">", {m + ":up", m + ":same", m + ":down"});
      add(m + ">", of_steps(m, ">"));
      add(m + ">", of_steps(m + ">"));
      for (std::size_t s = 0; s < steps_.size(); ++s) {
        add(m + steps_[s] + ">", of_steps(m + steps_[s] + ">"));
        add(m + ">" + steps_[s], of_steps(m, ">" + steps_[s]));
        std::map<std::string, std::vector<std::string>> where;
        for (std::size_t t = 0; t < steps_.size(); ++t) {
          where[t > s   ? ":up"
                : t < s ? ":down"
                        : ":same"]
              .push_back(m + steps_[s] + ">" + steps_[t]);
        }
        for (const auto& [way, parts] : where) sums.emplace_back(m + steps_[s] + way, parts);
      }
      for (const char* way : {":up", ":same", ":down"}) add(m + way, of_steps(m, way));
      std::map<std::string, std::vector<std::string>> by;
      for (const std::string& with : moved_by_[pair]) by[parts_of(with, '=')[0]].push_back(with);
      for (const auto& [attribute, values] : by) {
        for (const char* way : {">", ":up", ":same", ":down"}) {
          std::vector<std::string> parts;
          for (const std::string& with : values) parts.push_back(m + way + "|" + with);
          add(m + way, parts);
        }
      }
      for (const auto& values : by) {
        for (const std::string& with : values.second) {
          add(m + ">|" + with, {m + ":up|" + with, m + ":same|" + with, m + ":down|" + with});
        }
      }
      // With two times those measured at all times are those of the matrix.
      if (times_.size() == 2) {
        for (const std::string& step : steps) {
          sums.emplace_back("W|" + times_[a] + "|" + step,
                            std::vector<std::string>{m + step + ">"});
          sums.emplace_back("W|" + times_[b] + "|" + step,
                            std::vector<std::string>{m + ">" + step});
        }
      }
    }
  }
  for (const auto& [total, parts] : sums) sum(total, parts, false);
  for (const auto& [number, mean] : step_means_) {
    const bool from = number.ends_with("from");
    const std::string m = number.substr(0, number.size() - (from ? 4 : 2));
    const auto all = numbers_.find(m + ">");
    if (all == numbers_.end() || all->second.hidden) continue;
    std::vector<Attacker::Term> terms;
    double place = 0;
    for (const std::string& step : steps_) {
      terms.push_back({id(from ? m + step + ">" : m + ">" + step), ++place});
    }
    const bool exact = std::abs(mean * 10 - std::round(mean * 10)) > 1e-9;
    const double people = all->second.value, room = (exact ? 1e-9 : 0.05) * people + 1e-6;
    attacker_.knows(terms, mean * people - room, mean * people + room);
  }
}

/// "codes.barriers.group.bounds", "closed.nojd.group.bounds": who knows a base can tell from the
/// bounds of a share how many it is.
void Published::read_bounds(const std::vector<std::string>& id, const Json& table) {
  for (const Json& row : table["rows"]) {
    for (std::size_t c = 1; c < row["cells"].size(); ++c) {
      if (!row["cells"][c].is_object()) continue;
      std::string value = table["columns"][c]["id"].get<std::string>();
      if (value == "(unknown)") value.clear();
      const std::string with = "|" + id[2] + "=" + value;
      const std::string what = row["id"].get<std::string>();
      const bool closed = id[0] == "closed";
      bounded_.push_back((closed ? "C|" + id[1] + "|" : "P|survey|") + what + with);
      bounded_.push_back((closed ? "C|" + id[1] + "|" : "P|survey|") + with);
    }
  }
}

/// A weighted share is a sum of the numbers of people by class, each times their weight.
void Published::know_weights() {
  for (const std::string& number : bounded_) {
    if (is_withheld(number)) contradictions_.push_back(number + " by bounds");
  }
  if (weights_.empty()) return;
  for (const auto& [number, share] : weighted_shares_) {
    const std::string whole = number.substr(0, number.rfind('|') + 1);
    std::vector<Attacker::Term> terms;
    double people = 0;
    bool all = true;
    for (const auto& [with, weight] : weights_) {
      const std::string part = number + "|" + with;
      const auto base = numbers_.find(whole + "|" + with);
      all = all && has(part) && base != numbers_.end() && !base->second.hidden;
      if (!all) break;
      people += weight * base->second.value;
      terms.push_back({id(part), weight});
    }
    // Of all respondents everybody knows the base: their mean weight is 1.
    if (!all && number.starts_with("P|")) {
      terms.clear();
      people = people_of_.at("survey");
      all = true;
      for (const auto& [with, weight] : weights_) {
        const std::string part = number + "|" + with;
        if (has(part)) terms.push_back({id(part), weight});
        all = all && has(part);
      }
    }
    if (!all) continue;
    double room = 1e-9;
    for (const double steps : {100.0, 50.0, 20.0, 10.0}) {
      const double at = share * steps;
      if (std::abs(at - std::round(at)) < 1e-9) room = 0.5 / steps;
    }
    attacker_.knows(terms, (share - room) * people - 1e-6, (share + room) * people + 1e-6);
  }
}

/// What holds of any sets: a pair is part of both its codes, both codes together are no more than
/// all; who has x and y, and who has y and z, are among those with y, and meet in x and z; who has
/// one of three codes are no more than all.
void Published::know_pairs(const std::string& of, const std::string& one, double all) {
  std::map<std::string, std::vector<std::string>> partners;
  for (const auto& [number, unused] : numbers_) {
    if (!number.starts_with(of + "|")) continue;
    const std::vector<std::string> codes = parts_of(number.substr(of.size() + 1), '&');
    if (!has(one + codes[0]) || !has(one + codes[1])) continue;
    // Of a code that few have its zeros are withheld too.
    whole_[number] = is_withheld(one + codes[0]) || is_withheld(one + codes[1]);
    partners[codes[0]].push_back(codes[1]);
    partners[codes[1]].push_back(codes[0]);
    at_most(number, one + codes[0]);
    at_most(number, one + codes[1]);
    attacker_.knows({{id(one + codes[0]), 1}, {id(one + codes[1]), 1}, {id(number), -1}}, -HUGE_VAL,
                    all);
  }
  const auto both = [&](const std::string& x, const std::string& y) {
    return of + "|" + std::min(x, y) + "&" + std::max(x, y);
  };
  for (const auto& [y, others] : partners) {
    for (std::size_t i = 0; i < others.size(); ++i) {
      for (std::size_t k = i + 1; k < others.size(); ++k) {
        const std::string xy = both(others[i], y), yz = both(y, others[k]);
        const std::string xz = both(others[i], others[k]);
        if (!has(xz)) continue;
        if (!is_withheld(xy) && !is_withheld(yz) && !is_withheld(xz)) continue;
        attacker_.knows_if_asked({{id(one + y), 1}, {id(xy), -1}, {id(yz), -1}, {id(xz), 1}}, 0,
                                 HUGE_VAL);
        if (y > others[i] || y > others[k]) continue;  // once for each three
        attacker_.knows_if_asked({{id(one + y), 1},
                                  {id(one + others[i]), 1},
                                  {id(one + others[k]), 1},
                                  {id(xy), -1},
                                  {id(yz), -1},
                                  {id(xz), -1}},
                                 -HUGE_VAL, all);
      }
    }
  }
}

void Published::know_pairs() {
  const auto asked = people_of_.find("survey");
  if (asked != people_of_.end()) know_pairs("PP", "P|survey|", asked->second);
  if (answers_ > 0) know_pairs("AA", "A|", answers_);
}

/// Who said a thing in an interview did not say it in a questionnaire too: each has answers of
/// their own.
void Published::know_kinds() {
  for (const std::string& code : codes_) {
    for (const std::string unit : {"A|", "S|"}) {
      if (!has(unit + code)) continue;
      std::vector<Attacker::Term> terms{{id(unit + code), 1}};
      for (const std::string& kind : kKinds) {
        const std::string people = "P|" + kind + "|" + code;
        if (has(people)) terms.push_back({id(people), -1});
      }
      attacker_.knows(terms, 0, HUGE_VAL);
    }
  }
}

/// "overview.response.group": numbers "I|group=A" of those invited and "R|group=A" of those who
/// answered, "I|group" and "R|group" for the total.
void Published::read_response(const std::string& attribute, const Json& table) {
  for (const Json& row : table["rows"]) {
    const std::string id = row["id"].get<std::string>();
    const bool total = id == "all";
    const std::string of =
        total ? attribute : attribute + "=" + (id == "(unknown)" ? std::string() : id);
    const bool is_listed = row["cells"][1].is_number() || hides(row, 1);
    see("I|" + of, row, 1, 1);
    see("R|" + of, row, 2, 1);
    if (row["cells"][1].is_number() && row["cells"][3].is_number()) {
      see("R|" + of, row, 3, row["cells"][1].get<double>());
    }
    if (total) continue;
    if (is_listed) invited_.push_back(of);
    answered_[attribute].push_back("R|" + of);
    if (is_listed || id == "(unknown)") listed_[attribute].push_back("R|" + of);
  }
  for (const Json& note : table["notes"]) {  // "…; with them 79 answered."
    const std::string text = note.get<std::string>();
    const std::size_t digit = text.find_first_of("0123456789");
    if (digit == std::string::npos || !text.starts_with("Rader utan inbjudna")) continue;
    numbers_.emplace("R|", Number{false, std::stod(text.substr(digit))});
  }
}

/// Those who answered are of those invited and of those who took part.
void Published::know_response() {
  for (const auto& [attribute, values] : listed_) {
    sum("R|" + attribute, values, false);
    const bool all = values.size() == answered_[attribute].size();
    sum(all ? "R|" + attribute : "R|", answered_[attribute], false);
    std::vector<std::string> invited;
    for (const std::string& of : invited_) {
      if (of.starts_with(attribute + "=")) invited.push_back("I|" + of);
    }
    sum("I|" + attribute, invited, false);
    for (const std::string& answered : answered_[attribute]) {
      const std::string of = answered.substr(2);
      at_most(answered, "I|" + of);
      at_most(answered, "P|survey||" + of);
    }
    at_most("R|" + attribute, "I|" + attribute);
    at_most("R|" + attribute, "P|survey|");
    at_most("R|", "P|survey|");
  }
}

void Published::read(const Json& table) {
  const std::string id = table["id"].get<std::string>();
  const std::vector<std::string> parts = parts_of(id, '.');
  if (parts.back() == "bounds") return read_bounds(parts, table);
  if (parts[0] == "stair") return read_stair(parts, table);
  if (id == "panel.change.scores") return read_step_means(table);
  if (parts[0] == "closed") return read_closed(parts, table);
  if (parts[0] == "cooccurrence") return read_pairs(parts, table);
  if (parts[0] == "substudies" && parts.size() == 2) return read_substudies(table);
  if (parts[0] == "evidence" && parts.size() == 2) return read_evidence(table);
  if (parts[0] == "overview" && parts.size() == 3) return read_response(parts[2], table);
  const Json& columns = table["columns"];
  const auto column_id = [&](std::size_t c) { return columns[c]["id"].get<std::string>(); };
  const auto base_of = [&](const std::string& number, std::size_t c) {
    const bool hidden = columns[c].value("base_withheld", false);
    if (!hidden && columns[c]["base"].is_null()) return -1.0;
    const Number one{hidden, hidden ? 0.0 : columns[c]["base"].get<double>()};
    numbers_.emplace(number, one);
    return hidden ? -1.0 : one.value;
  };
  const auto value_of = [&](std::size_t c) {
    const std::string value = column_id(c);
    return value == "(unknown)" ? std::string() : value;
  };
  if (parts[0] == "overview" && parts.size() == 2) {
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::string kind = column_id(c);
      people_of_[kind] = base_of("P|" + kind + "|", c);
      for (const Json& row : table["rows"]) {
        std::string value = row["id"].get<std::string>();
        if (value == "(unknown)") value.clear();
        values_[kind + "|" + parts[1]].push_back(value);
        see("P|" + kind + "||" + parts[1] + "=" + value, row, c, 1);
      }
    }
  }
  if (parts[0] == "stance") {
    for (const Json& row : table["rows"]) {
      const std::string code = row["id"].get<std::string>();
      for (std::size_t c = 1; c < columns.size(); ++c) {
        const std::vector<std::string> what = parts_of(column_id(c), '-');
        const std::string of = what[1] == "affirmed" ? "" : what[1] + ":";
        see(what[0] == "people" ? "P|survey|" + of + code : "S|" + of + code, row, c, 1);
      }
    }
  }
  if (parts[0] != "codes" || parts.size() < 2) return;
  const bool main = parts.size() == 2 || parts[2] == "ranked";
  std::vector<bool> whole;
  for (std::size_t c = 0; c < columns.size(); ++c) whole.push_back(is_whole(table, c));
  for (const Json& row : table["rows"]) {
    const std::string code = row["id"].get<std::string>();
    if (std::find(codes_.begin(), codes_.end(), code) == codes_.end()) codes_.push_back(code);
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const std::string column = column_id(c);
      const std::vector<std::string> what = parts_of(column, '.');
      if (main) {
        if (column == "respondents") see("P|survey|" + code, row, c, 1);
        if (column == "share" && weighted_ && row["cells"][c].is_number()) {
          weighted_shares_["P|survey|" + code] = row["cells"][c];
        } else if (column == "share" && !weighted_) {
          see("P|survey|" + code, row, c, table["base"]["count"].get<double>());
        }
        if (column == "low" && row["cells"][c].is_number()) {
          bounded_.push_back("P|survey|" + code);
          if (row["cells"][2].is_null()) contradictions_.push_back(code + ": share by its bounds");
        }
        if (what[0] == "people") see("P|" + what[1] + "|" + code, row, c, 1);
        if (column == "answers") see("A|" + code, row, c, 1);
        if (column == "segments") see("S|" + code, row, c, 1);
      } else if (parts[2] == "kind") {
        const double base = base_of("P|" + what[1] + "|", c);
        if (what[0] == "people") see("P|" + what[1] + "|" + code, row, c, 1);
        if (what[0] == "share" && base > 0 && (!weighted_ || what[1] != "survey")) {
          see("P|" + what[1] + "|" + code, row, c, base);
        }
        if (what[0] == "segments") see("S|" + code + "|kind=" + what[1], row, c, 1);
      } else {
        const std::string with = parts[2] + "=" + value_of(c);
        if (parts[2] == "item" && std::find(items_.begin(), items_.end(), column) == items_.end()) {
          items_.push_back(column);
        }
        if (parts[3] == "people") {
          base_of("P|survey||" + with, c);
          if (whole[c]) whole_["P|survey|" + code + "|" + with] = true;
          see("P|survey|" + code + "|" + with, row, c, 1);
        }
        const double base = parts[3] == "share" ? base_of("P|survey||" + with, c) : -1;
        // By item nobody is weighted.
        if (parts[3] == "share" && (!weighted_ || parts[2] == "item")) {
          see("P|survey|" + code + "|" + with, row, c, base);
        }
        if (parts[3] == "segments") {
          values_["all|" + parts[2]].push_back(value_of(c));
          if (whole[c]) whole_["S|" + code + "|" + with] = true;
          see("S|" + code + "|" + with, row, c, 1);
        }
      }
    }
  }
}

std::size_t Published::id(const std::string& number) {
  const auto at = ids_.find(number);
  if (at != ids_.end()) return at->second;
  const Number& one = numbers_.at(number);
  const std::size_t made = one.hidden ? attacker_.unknown(whole_[number] ? 0 : 1)
                                      : attacker_.unknown(one.value, one.value);
  if (one.hidden) withheld_.push_back(number);
  ids_.emplace(number, made);
  return made;
}

void Published::sum(const std::string& total, const std::vector<std::string>& parts, bool covers) {
  if (!has(total)) return;
  std::vector<Attacker::Term> terms{{id(total), -1}};
  for (const std::string& part : parts) {
    if (!has(part)) return;
    terms.push_back({id(part), 1});
  }
  if (parts.empty()) return;
  attacker_.knows(terms, 0, covers ? HUGE_VAL : 0);
}

void Published::at_most(const std::string& less, const std::string& more) {
  if (has(less) && has(more)) attacker_.knows({{id(more), 1}, {id(less), -1}}, 0, HUGE_VAL);
}

void Published::know() {
  know_closed();
  for (auto& [key, values] : values_) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  std::vector<std::string> about{""};
  about.insert(about.end(), codes_.begin(), codes_.end());
  const auto every = [&](auto&& take) {
    for (const auto& [key, values] : values_) {
      const std::vector<std::string> of = parts_of(key, '|');
      for (const std::string& code : about) {
        const bool segments = of[0] == "all";
        if (segments && code.empty()) continue;
        const std::string whole = segments ? "S|" + code : "P|" + of[0] + "|" + code;
        std::vector<std::string> parts;
        for (const std::string& value : values) {
          const std::string part = whole + "|" + of[1] + "=" + value;
          if (has(part)) parts.push_back(part);
        }
        take(of, whole, parts);
      }
    }
  };
  // Zeros are shown but where everything beside them is withheld.
  every([&](const auto&, const std::string&, const std::vector<std::string>& parts) {
    const bool all = parts.size() > 1 && std::all_of(parts.begin(), parts.end(),
                                                     [&](const auto& p) { return is_withheld(p); });
    for (const std::string& part : parts) whole_[part] = whole_[part] || all;
  });
  every([&](const std::vector<std::string>& of, const std::string& whole,
            const std::vector<std::string>& parts) {
    sum(whole, parts, false);
    std::map<std::string, std::vector<std::string>> within;
    for (const std::string& part : parts) {
      const std::string value = part.substr(whole.size() + 1);
      const auto at = nested_.find(value);
      if (of[0] != "all" && at != nested_.end()) within[at->second].push_back(part);
    }
    for (const auto& [outer, inner] : within) sum(whole + "|" + outer, inner, false);
  });
  // Codes below and above each other, in every column.
  std::set<std::string> suffixes{""};
  for (const auto& [number, one] : numbers_) {
    const std::vector<std::string> of = parts_of(number, '|');
    if (of[0] == "P" && of.size() == 4) suffixes.insert("|" + of[3]);
  }
  std::set<std::string> columns;
  for (const std::string& suffix : suffixes) {
    columns.insert("P|survey||" + suffix);
    columns.insert("S||" + suffix);
  }
  for (const std::string& kind : kKinds) columns.insert("P|" + kind + "||");
  columns.insert("A||");
  for (const std::string& kind : kKinds) columns.insert("S|||kind=" + kind);
  const auto number = [](const std::string& column, const std::string& code) {
    const std::size_t at = column.find("||");
    std::string out = column.substr(0, at + 1) + code + column.substr(at + 2);
    if (column.substr(at + 2).empty()) return out;
    return out;
  };
  for (const std::string& column : columns) {
    std::map<std::string, std::vector<std::string>> below;
    for (const std::string& code : codes_) {
      if (code.ends_with(".any")) continue;
      const std::size_t dot = code.rfind('.');
      const std::string above = code.substr(0, dot);
      if (dot != std::string::npos && has(number(column, above))) below[above].push_back(code);
    }
    for (const auto& [above, codes] : below) {
      std::vector<std::string> parts;
      for (const std::string& code : codes) {
        parts.push_back(number(column, code));
        at_most(parts.back(), number(column, above));
      }
      sum(number(column, above), parts, true);
    }
  }
  for (const std::string& code : codes_) {
    std::vector<std::string> parts;
    for (const std::string& item : items_) {
      parts.push_back("P|survey|" + code + "|item=" + item);
      at_most(parts.back(), "P|survey|" + code);
      at_most(parts.back(), "P|survey||item=" + item);
    }
    sum("P|survey|" + code, parts, true);
    parts.clear();
    for (const std::string& kind : kKinds) {
      at_most("P|" + kind + "|" + code, "P|" + kind + "|");
      at_most("P|" + kind + "|" + code, "A|" + code);
      at_most("P|" + kind + "|" + code, "S|" + code);
      at_most("P|" + kind + "|" + code, "S|" + code + "|kind=" + kind);
      if (has("S|" + code + "|kind=" + kind)) parts.push_back("S|" + code + "|kind=" + kind);
    }
    sum("S|" + code, parts, false);
    at_most("A|" + code, "S|" + code);
    for (const std::string& suffix : suffixes) {
      at_most("P|survey|" + code + suffix, "P|survey|" + suffix);
      at_most("P|survey|" + code + suffix, "S|" + code + suffix);
    }
  }
  know_response();
  know_stair();
  know_weights();
  know_kinds();
  know_pairs();
  for (const auto& [name, one] : numbers_) id(name);
}

std::vector<Published::Found> Published::attack(std::size_t every, const std::string& begin) {
  std::vector<Found> out;
  std::size_t met = 0;
  for (std::size_t w = 0; w < withheld_.size(); ++w) {
    if (!withheld_[w].starts_with(begin) || met++ % every != 0) continue;
    Found found;
    found.number = withheld_[w];
    const Attacker::Interval interval = attacker_.interval(ids_.at(withheld_[w]));
    found.low = interval.low;
    found.high = interval.high;
    found.possible = interval.possible;
    found.most = HUGE_VAL;
    const std::vector<std::string> of = parts_of(withheld_[w], '|');
    found.by_mean = of[0] == "C" && std::any_of(means_.begin(), means_.end(), [&](const auto& one) {
                      return one.first.starts_with(of[1] + "|");
                    });
    found.by_mean =
        found.by_mean || weights_.contains(of.back()) ||
        (!step_means_.empty() && std::string_view("LWOM").find(of[0]) != std::string_view::npos);
    if (of[0] == "P" && people_of_.contains(of[1])) found.most = people_of_.at(of[1]);
    out.push_back(found);
  }
  return out;
}

}  // namespace samsyn::testing
