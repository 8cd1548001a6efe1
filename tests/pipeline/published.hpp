#pragma once
// The numbers of people that a finished summary.json publishes, and what anybody knows of how they
// hang together: written from the tables' ids and the README, not from the program's own tags.

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/disclose/attacker.hpp"

namespace samsyn::testing {

class Published {
 public:
  /// `nested`: value of an attribute -> "attribute=value" of another one within which it lies
  /// ("enhet=Vård norr" -> "group=Enhetschef"), as a reader of the study's plan knows.
  ///
  /// `weights`: what each person with a value of an attribute weighs ("municipality=Kinda"), as a
  /// reader can tell who knows the margins that the study's answers were weighted by.
  Published(const nlohmann::json& summary, std::map<std::string, std::string> nested = {},
            std::map<std::string, double> weights = {});

  struct Found {
    std::string number;  ///< what was withheld: "P|survey|hinder.org.tid|group=HR-chef"
    double low = 0, high = 0;
    bool possible = true;
    double most = 0;  ///< that facts about the study let it be
    /// A mean or a weighted share is known beside it: it may be seen to be few, not which it is.
    bool by_mean = false;
  };
  /// Attacks every n-th withheld number of those that begin so.
  std::vector<Found> attack(std::size_t every = 1, const std::string& begin = {});
  std::size_t withheld() const { return withheld_.size(); }
  /// Values of attributes of which it is told how many were invited.
  std::size_t invited() const { return invited_.size(); }
  bool is_withheld(const std::string& number) const;
  /// Numbers that two tables tell differently, or one tells and the other withholds.
  const std::vector<std::string>& contradictions() const { return contradictions_; }

 private:
  struct Cell {
    std::string number;
    bool hidden = false;
    double value = 0;
  };
  void read(const nlohmann::json& table);
  void read_closed(const std::vector<std::string>& id, const nlohmann::json& table);
  void read_response(const std::string& attribute, const nlohmann::json& table);
  void read_pairs(const std::vector<std::string>& id, const nlohmann::json& table);
  void read_substudies(const nlohmann::json& table);
  void read_evidence(const nlohmann::json& table);
  void read_bounds(const std::vector<std::string>& id, const nlohmann::json& table);
  void know_weights();
  void read_stair(const std::vector<std::string>& id, const nlohmann::json& table);
  void read_step_means(const nlohmann::json& table);
  void know_stair();
  void know_pairs();
  void know_pairs(const std::string& of, const std::string& one, double all);
  void know_kinds();
  void know_closed();
  void know_response();
  void see(const std::string& number, const nlohmann::json& row, std::size_t column, double factor);
  void know();
  std::size_t id(const std::string& number);
  bool has(const std::string& number) const { return numbers_.contains(number); }
  void sum(const std::string& total, const std::vector<std::string>& parts, bool covers);
  void at_most(const std::string& less, const std::string& more);

  struct Number {
    bool hidden = false;
    double value = 0;
  };
  std::map<std::string, Number> numbers_;
  std::map<std::string, std::vector<std::string>> values_;  ///< of attributes, by kind|attribute
  std::map<std::string, std::string> nested_;
  std::map<std::string, bool> whole_;  ///< all beside it is hidden too
  std::map<std::string, std::size_t> ids_;
  std::vector<std::string> withheld_, contradictions_, codes_, items_;
  std::map<std::string, double> people_of_;                  ///< of each kind: facts
  std::map<std::string, std::vector<std::string>> options_;  ///< of closed items, low to high
  std::map<std::string, std::set<std::string>> classes_;     ///< "group=A", by item|attribute
  std::set<std::string> multiple_;                 ///< items of which people chose several answers
  std::map<std::string, double> means_;            ///< by item|class
  std::map<std::string, double> answers_of_;       ///< to multiple choices, all together
  std::map<std::string, double> weighted_shares_;  ///< by number
  std::vector<std::string> bounded_;  ///< numbers whose share has bounds that are shown
  std::map<std::string, double> weights_;
  std::vector<std::string> steps_, times_;                 ///< of the stair, low to high
  std::map<std::string, std::set<std::string>> moved_by_;  ///< "kon=Kvinna", by pair of times
  std::map<std::string, double> step_means_;               ///< by the number of all in them
  std::vector<std::string> invited_;                       ///< "group=A"
  double answers_ = 0;  ///< in which pairs of codes were looked for
  /// By attribute: all values that some have who answered, and those among the total.
  std::map<std::string, std::vector<std::string>> answered_, listed_;
  bool weighted_ = false;
  Attacker attacker_;
};

}  // namespace samsyn::testing
