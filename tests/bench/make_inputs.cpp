// make_inputs FOLDER NOTES_MB ROWS RARE: the large inputs of the benchmarks, the same every time.
//
// notes/notes.txt        workshop notes of so many MB: headings, paragraphs, bullets
// wide/wide.csv          a survey of ROWS respondents, each with closed and four open answers
// closed/closed.csv      a survey of ROWS respondents: 60 closed items and three attributes
// big_shared.xlsx        ROWS x 20 cells with shared strings, numbers and dates
// notes/, wide/ and closed/ have their study.json. RARE: distinct compounds made up besides the
// words of the example study (0 = none); each costs one look-up in the dictionaries.

#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/files.hpp"
#include "pipeline/study/study.hpp"
#include "tests/bench/invented.hpp"

namespace samsyn::bench {
namespace {

const std::array<const char*, 6> kMunicipalities{"Boxholm", "Finspång",   "Kinda",
                                                 "Mjölby",  "Norrköping", "Ydre"};
const std::array<const char*, 5> kScale{"Instämmer inte alls", "Instämmer ganska dåligt",
                                        "Instämmer delvis", "Instämmer ganska bra",
                                        "Instämmer helt"};

void write_or_stop(const std::string& path, const std::string& bytes) {
  const Result<Done> done = write_file(path, bytes);
  if (!done) give_up(render(done.issue()));
  std::printf("%s: %.1f MB\n", path.c_str(), static_cast<double>(bytes.size()) / 1e6);
}

Study study_of(const std::string& name, SourceSpec source) {
  Study study;
  study.name = name;
  study.attributes = built_in_attributes();
  study.taxonomies = built_in_taxonomies();
  study.sources.push_back(std::move(source));
  return study;
}

/// Lines of at most 100 bytes, as notes are typed.
void append_wrapped(std::string& out, const std::string& text) {
  constexpr std::size_t kLine = 100;
  std::size_t from = 0;
  while (text.size() - from > kLine) {
    std::size_t to = text.rfind(' ', from + kLine);
    if (to == std::string::npos || to <= from) to = std::min(text.find(' ', from), text.size());
    out.append(text, from, to - from);
    out += '\n';
    from = std::min(to + 1, text.size());
  }
  out.append(text, from);
  out += '\n';
}

void write_notes(const std::string& folder, std::size_t bytes, Invented& invented) {
  std::string text = "MINNESANTECKNINGAR\n\nPlats: Folkets hus\n\n";
  text.reserve(bytes + (1U << 12U));
  const std::size_t questions = invented.questions().size();
  for (std::uint32_t part = 1; text.size() < bytes; ++part) {
    const std::size_t question = invented.chance().below(questions);
    text += std::to_string(part) + ". LAGET RUNT\n\n";
    for (std::size_t n = 3 + invented.chance().below(5); n > 0; --n) {
      append_wrapped(text, invented.answer(question));
      text += '\n';
    }
    for (std::size_t n = invented.chance().below(6); n > 0; --n) {
      text += "- " + invented.answer(question, 1) + '\n';
    }
    text += '\n';
  }
  std::filesystem::create_directories(folder);
  write_or_stop(folder + "/notes.txt", text);
  SourceSpec source;
  source.id = "anteckningar";
  source.kind = SourceKind::notes;
  source.files.push_back({"notes.txt", {}});
  write_or_stop(folder + "/study.json", write_study(study_of("Många anteckningar", source)));
}

void append_quoted(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// The questions asked in the wide survey: those of the example study that are about something.
std::vector<std::size_t> open_items(const Invented& invented) {
  std::vector<std::size_t> out;
  for (std::size_t q = 0; q < invented.questions().size() && out.size() < 4; ++q) {
    if (!invented.questions()[q].text.empty()) out.push_back(q);
  }
  return out;
}

void write_wide(const std::string& folder, std::uint32_t rows, Invented& invented) {
  const std::vector<std::size_t> open = open_items(invented);
  SourceSpec source;
  source.id = "enkat";
  source.files.push_back({"wide.csv", {}});
  source.separator = ";";
  source.respondent_column = "Svarsnummer";
  source.attributes.push_back({kMunicipality, "Kommun", {}, false});
  std::string text = "Svarsnummer;Kommun";
  for (std::size_t s = 0; s < 4; ++s) {
    ItemSpec item;
    item.id = "skala" + std::to_string(s + 1);
    item.column = "Påstående " + std::to_string(s + 1);
    item.type = ItemType::scale;
    item.options.assign(kScale.begin(), kScale.end());
    text += ';' + item.column;
    source.items.push_back(std::move(item));
  }
  for (std::size_t o = 0; o < open.size(); ++o) {
    ItemSpec item;
    item.id = "oppen" + std::to_string(o + 1);
    item.column = "Öppen fråga " + std::to_string(o + 1);
    item.question = invented.questions()[open[o]].text;
    item.about = invented.questions()[open[o]].about;
    text += ';' + item.column;
    source.items.push_back(std::move(item));
  }
  text += "\r\n";
  Chance& chance = invented.chance();
  for (std::uint32_t r = 1; r <= rows; ++r) {
    text += std::to_string(r);
    text += ';';
    text += kMunicipalities[chance.below(kMunicipalities.size())];
    for (std::size_t s = 0; s < 4; ++s) {
      text += ';';
      if (chance.below(12) != 0) text += kScale[chance.below(kScale.size())];
    }
    for (const std::size_t question : open) {
      text += ';';
      if (chance.below(3) != 0) append_quoted(text, invented.answer(question, 2));
    }
    text += "\r\n";
  }
  std::filesystem::create_directories(folder);
  write_or_stop(folder + "/wide.csv", text);
  write_or_stop(folder + "/study.json", write_study(study_of("Många svarande", source)));
}

/// Sixty items: 30 scales, 15 choices, 10 of several choices, 5 numbers. Some are left empty.
void write_closed(const std::string& folder, std::uint32_t rows, Chance& chance) {
  const std::array<const char*, 3> kGroups{"Enhetschef", "HR-chef", "Handledare"};
  const std::array<const char*, 2> kSexes{"Kvinna", "Man"};
  SourceSpec source;
  source.id = "enkat";
  source.files.push_back({"closed.csv", {}});
  source.separator = ";";
  source.respondent_column = "Svarsnummer";
  source.attributes.push_back({kMunicipality, "Kommun", {}, false});
  source.attributes.push_back({kGroup, "Grupp", {}, false});
  const auto sex = static_cast<std::uint32_t>(built_in_attributes().size());
  source.attributes.push_back({sex, "Kön", {}, false});
  std::string text = "Svarsnummer;Kommun;Grupp;Kön";
  constexpr std::size_t kScales = 30, kChoices = 15, kSeveral = 10, kItems = 60;
  for (std::size_t i = 0; i < kItems; ++i) {
    ItemSpec item;
    item.id = "f" + std::to_string(i + 1);
    item.column = "Fråga " + std::to_string(i + 1);
    if (i < kScales) {
      item.type = ItemType::scale;
      item.options.assign(kScale.begin(), kScale.end());
    } else if (i < kScales + kChoices) {
      item.type = ItemType::single;
      item.options.assign(kMunicipalities.begin(), kMunicipalities.end());
    } else if (i < kScales + kChoices + kSeveral) {
      item.type = ItemType::multiple;
      item.separator = ",";
      item.options.assign(kMunicipalities.begin(), kMunicipalities.end());
    } else {
      item.type = ItemType::number;
    }
    text += ';' + item.column;
    source.items.push_back(std::move(item));
  }
  text += "\r\n";
  const auto any = [&](const auto& all) { return all[chance.below(all.size())]; };
  for (std::uint32_t r = 1; r <= rows; ++r) {
    text += std::to_string(r) + ';' + any(kMunicipalities) + ';' + any(kGroups) + ';' + any(kSexes);
    for (const ItemSpec& item : source.items) {
      text += ';';
      if (chance.below(12) == 0) continue;
      if (item.type == ItemType::scale) {
        text += any(kScale);
      } else if (item.type == ItemType::number) {
        text += std::to_string(chance.below(500));
      } else {
        text += any(kMunicipalities);
        if (item.type == ItemType::multiple) text += std::string(",") + any(kMunicipalities);
      }
    }
    text += "\r\n";
  }
  std::filesystem::create_directories(folder);
  write_or_stop(folder + "/closed.csv", text);
  Study study = study_of("Många slutna svar", source);
  study.attributes.push_back({"kon", "Kön"});
  write_or_stop(folder + "/study.json", write_study(study));
}

/// Twenty columns as a survey tool exports them: id, date, 12 scales or choices, 4 numbers, 2
/// texts.
void write_big(const std::string& path, std::uint32_t rows, Invented& invented) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) give_up(path + ": cannot be made");
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Svar");
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd hh:mm");
  constexpr lxw_col_t kColumns = 20;
  for (lxw_col_t c = 0; c < kColumns; ++c) {
    worksheet_write_string(sheet, 0, c, ("Fråga " + std::to_string(c + 1)).c_str(), nullptr);
  }
  Chance& chance = invented.chance();
  for (std::uint32_t r = 1; r < rows; ++r) {
    const auto row = static_cast<lxw_row_t>(r);
    worksheet_write_number(sheet, row, 0, 1000.0 + r, nullptr);
    worksheet_write_number(sheet, row, 1, 45700 + 0.001 * r, date);
    for (lxw_col_t c = 2; c < 14; ++c) {
      const char* label = c < 8 ? kScale[chance.below(kScale.size())]
                                : kMunicipalities[chance.below(kMunicipalities.size())];
      worksheet_write_string(sheet, row, c, label, nullptr);
    }
    for (lxw_col_t c = 14; c < 18; ++c) {
      worksheet_write_number(sheet, row, c, static_cast<double>(chance.below(1000)) / 8, nullptr);
    }
    for (lxw_col_t c = 18; c < kColumns; ++c) {
      const std::size_t question = chance.below(invented.questions().size());
      worksheet_write_string(sheet, row, c, invented.answer(question, 1).c_str(), nullptr);
    }
  }
  const lxw_error code = workbook_close(book);
  if (code != LXW_NO_ERROR) give_up(path + ": " + lxw_strerror(code));
  std::printf("%s: %.1f MB\n", path.c_str(),
              static_cast<double>(std::filesystem::file_size(path)) / 1e6);
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  using namespace samsyn::bench;
  if (argc != 5) give_up("make_inputs FOLDER NOTES_MB ROWS RARE");
  const std::string folder = argv[1];
  const auto bytes = static_cast<std::size_t>(std::strtod(argv[2], nullptr) * 1e6);
  const auto rows = static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10));
  Invented::Options options;
  options.rare_words = static_cast<std::uint32_t>(std::strtoul(argv[4], nullptr, 10));
  std::filesystem::create_directories(folder);
  Invented invented(options);
  write_notes(folder + "/notes", bytes, invented);
  if (rows == 0) return 0;
  write_wide(folder + "/wide", rows, invented);
  write_big(folder + "/big_shared.xlsx", rows, invented);
  write_closed(folder + "/closed", rows, invented.chance());
  return 0;
}
