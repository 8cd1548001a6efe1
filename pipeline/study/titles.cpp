#include "pipeline/study/titles.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

constexpr std::string_view kForms = "Microsoft Forms";
constexpr std::string_view kGoogle = "Google Forms";
constexpr std::string_view kLime = "LimeSurvey";
constexpr std::string_view kMonkey = "SurveyMonkey";

constexpr KnownTitle kToolColumns[] = {
    {"id", Role::respondent, {}},
    {"#", Role::respondent, {}},
    {"nr", Role::respondent, {}},
    {"löpnr", Role::respondent, {}},
    {"löpnummer", Role::respondent, {}},
    {"respondent", Role::respondent, {}},
    {"respondentid", Role::respondent, {}},
    {"respondent-id", Role::respondent, {}},
    {"respondent_id", Role::respondent, {}},
    {"respondent id", Role::respondent, {}},
    {"respondentnummer", Role::respondent, {}},
    {"svarsnummer", Role::respondent, {}},
    {"svarsnr", Role::respondent, {}},
    {"svars-id", Role::respondent, {}},
    {"svarsid", Role::respondent, {}},
    {"svarande", Role::respondent, {}},
    {"svarande-id", Role::respondent, {}},
    {"response id", Role::respondent, {}},
    {"responseid", Role::respondent, {}},
    {"deltagare-id", Role::respondent, {}},
    {"deltagarnummer", Role::respondent, {}},
    {"deltagarkod", Role::respondent, {}},
    {"kod", Role::respondent, {}},
    {"informant", Role::respondent, {}},
    {"starttid", Role::ignored, kForms},
    {"slutförandetid", Role::ignored, kForms},
    {"sluttid", Role::ignored, kForms},
    {"tid för slutförande", Role::ignored, kForms},
    {"senaste ändringstid", Role::ignored, kForms},
    {"senast ändrad tid", Role::ignored, kForms},
    {"senast ändrad", Role::ignored, kForms},
    {"tid för senaste ändring", Role::ignored, kForms},
    {"start time", Role::ignored, kForms},
    {"completion time", Role::ignored, kForms},
    {"last modified time", Role::ignored, kForms},
    {"språk", Role::ignored, {}},
    {"language", Role::ignored, {}},
    {"total points", Role::ignored, kForms},
    {"quiz feedback", Role::ignored, kForms},
    {"totalpoäng", Role::ignored, kForms},
    {"tidstämpel", Role::ignored, kGoogle},
    {"tidsstämpel", Role::ignored, kGoogle},
    {"timestamp", Role::ignored, kGoogle},
    {"score", Role::ignored, kGoogle},
    {"submitdate", Role::ignored, kLime},
    {"inskickat", Role::ignored, kLime},
    {"date submitted", Role::ignored, kLime},
    {"lastpage", Role::ignored, kLime},
    {"last page", Role::ignored, kLime},
    {"senaste sidan", Role::ignored, kLime},
    {"sista sidan", Role::ignored, kLime},
    {"startlanguage", Role::ignored, kLime},
    {"start language", Role::ignored, kLime},
    {"startspråk", Role::ignored, kLime},
    {"seed", Role::ignored, kLime},
    {"slumptal", Role::ignored, kLime},
    {"startdate", Role::ignored, kLime},
    {"date started", Role::ignored, kLime},
    {"startdatum", Role::ignored, kLime},
    {"datestamp", Role::ignored, kLime},
    {"date last action", Role::ignored, kLime},
    {"interviewtime", Role::ignored, kLime},
    {"total tid", Role::ignored, kLime},
    {"refurl", Role::ignored, kLime},
    {"referrer url", Role::ignored, kLime},
    {"token", Role::personal, kLime},
    {"ipaddr", Role::personal, kLime},
    {"ip-adress", Role::personal, {}},
    {"ip address", Role::personal, kMonkey},
    {"collector id", Role::ignored, kMonkey},
    {"insamlare", Role::ignored, kMonkey},
    {"insamlar-id", Role::ignored, kMonkey},
    {"date created", Role::ignored, kMonkey},
    {"date modified", Role::ignored, kMonkey},
    {"skapad", Role::ignored, {}},
    {"ändrad", Role::ignored, {}},
    {"inlämnad", Role::ignored, {}},
    {"besvarad", Role::ignored, {}},
    {"svarsdatum", Role::ignored, {}},
    {"status", Role::ignored, {}},
    {"custom data 1", Role::ignored, kMonkey},
    {"custom 1", Role::ignored, kMonkey},
    {"first name", Role::personal, kMonkey},
    {"last name", Role::personal, kMonkey},
    {"email address", Role::personal, {}},
    {"email", Role::personal, {}},
    {"e-mail", Role::personal, {}},
    {"e-post", Role::personal, {}},
    {"epost", Role::personal, {}},
    {"e-postadress", Role::personal, {}},
    {"mejladress", Role::personal, {}},
    {"mailadress", Role::personal, {}},
    {"username", Role::personal, {}},
    {"användarnamn", Role::personal, {}},
    {"name", Role::personal, {}},
    {"namn", Role::personal, {}},
    {"ditt namn", Role::personal, {}},
    {"för- och efternamn", Role::personal, {}},
    {"förnamn", Role::personal, {}},
    {"efternamn", Role::personal, {}},
    {"kontaktperson", Role::personal, {}},
    {"telefon", Role::personal, {}},
    {"telefonnummer", Role::personal, {}},
    {"mobil", Role::personal, {}},
    {"mobilnummer", Role::personal, {}},
    {"phone", Role::personal, {}},
    {"personnummer", Role::personal, {}},
    {"adress", Role::personal, {}},
};

struct BackgroundTitle {
  std::string_view key;  ///< a whole title, or with "…" at the end its beginning
  Background background;
};

constexpr Background kGroup{"group", "Grupp"};
constexpr Background kMunicipality{"municipality", "Kommun"};
constexpr Background kSubstudy{"substudy", "Delstudie"};
constexpr Background kSex{"kon", "Kön"};
constexpr Background kAge{"alder", "Ålder"};
constexpr Background kRegion{"region", "Region"};
constexpr Background kDepartment{"forvaltning", "Förvaltning"};
constexpr Background kUnit{"enhet", "Enhet"};
constexpr Background kTenure{"anstallningstid", "Anställningstid"};
constexpr Background kOwnTitle{"befattning", "Befattning"};

constexpr BackgroundTitle kBackgrounds[] = {
    {"grupp", kGroup},
    {"group", kGroup},
    {"roll", kGroup},
    {"role", kGroup},
    {"yrkesgrupp", kGroup},
    {"yrkesroll", kGroup},
    {"personalgrupp", kGroup},
    {"svarsgrupp", kGroup},
    {"svarandegrupp", kGroup},
    {"respondentgrupp", kGroup},
    {"målgrupp", kGroup},
    {"befattning", kGroup},
    {"titel", kGroup},
    {"title", kGroup},
    {"job title", kGroup},
    {"yrkestitel", kGroup},
    {"tjänstetitel", kGroup},
    {"tjänst", kGroup},
    {"yrke", kGroup},
    {"profession", kGroup},
    {"position", kGroup},
    {"funktion", kGroup},
    {"kategori", kGroup},
    {"svarskategori", kGroup},
    {"respondentkategori", kGroup},
    {"perspektiv", kGroup},
    {"aktör", kGroup},
    {"typ av aktör…", kGroup},
    {"organisation", kGroup},
    {"typ av organisation…", kGroup},
    {"vilken typ av organisation…", kGroup},
    {"din roll", kGroup},
    {"din befattning", kGroup},
    {"jag är", kGroup},
    {"jag svarar som", kGroup},
    {"vilken är din roll…", kGroup},
    {"vad är din roll…", kGroup},
    {"vilken roll har du…", kGroup},
    {"vilken befattning har du…", kGroup},
    {"vilken är din befattning…", kGroup},
    {"vilken grupp tillhör du…", kGroup},
    {"vilken yrkesgrupp…", kGroup},
    {"i vilken roll svarar du…", kGroup},
    {"what is your role…", kGroup},
    {"kommun", kMunicipality},
    {"municipality", kMunicipality},
    {"kommuntillhörighet", kMunicipality},
    {"hemkommun", kMunicipality},
    {"din kommun", kMunicipality},
    {"er kommun", kMunicipality},
    {"vilken kommun…", kMunicipality},
    {"i vilken kommun…", kMunicipality},
    {"ange kommun", kMunicipality},
    {"välj kommun", kMunicipality},
    {"delstudie", kSubstudy},
    {"studie", kSubstudy},
    {"delprojekt", kSubstudy},
    {"projekt", kSubstudy},
    {"förstudie", kSubstudy},
    {"substudy", kSubstudy},
    {"vilken delstudie…", kSubstudy},
    {"vilken förstudie…", kSubstudy},
    {"i vilken delstudie…", kSubstudy},
    {"vilket delprojekt…", kSubstudy},
    {"kön", kSex},
    {"gender", kSex},
    {"sex", kSex},
    {"könsidentitet", kSex},
    {"är du kvinna…", kSex},
    {"är du man…", kSex},
    {"vilket kön…", kSex},
    {"vilket är ditt kön…", kSex},
    {"ålder", kAge},
    {"åldersgrupp", kAge},
    {"age", kAge},
    {"din ålder", kAge},
    {"hur gammal är du…", kAge},
    {"vilken ålder…", kAge},
    {"vilken åldersgrupp…", kAge},
    {"region", kRegion},
    {"län", kRegion},
    {"i vilken region…", kRegion},
    {"i vilket län…", kRegion},
    {"förvaltning", kDepartment},
    {"avdelning", kDepartment},
    {"sektor", kDepartment},
    {"vilken förvaltning…", kDepartment},
    {"i vilken förvaltning…", kDepartment},
    {"inom vilken förvaltning…", kDepartment},
    {"enhet", kUnit},
    {"enhetstyp", kUnit},
    {"typ av enhet", kUnit},
    {"vilken typ av enhet…", kUnit},
    {"arbetsplats", kUnit},
    {"din arbetsplats", kUnit},
    {"din enhet", kUnit},
    {"din verksamhet", kUnit},
    {"namn på arbetsplats", kUnit},
    {"vilken enhet arbetar…", kUnit},
    {"på vilken enhet…", kUnit},
    {"på vilken arbetsplats…", kUnit},
    {"vilken arbetsplats…", kUnit},
    {"var arbetar du", kUnit},
    {"din förvaltning", kDepartment},
    {"din avdelning", kDepartment},
    {"verksamhet", kUnit},
    {"anställningstid", kTenure},
    {"år i yrket", kTenure},
};

constexpr std::string_view kTitleNouns[] = {
    "titel",      "yrkestitel", "tjänstetitel", "jobbtitel",    "befattning", "yrkesroll",
    "arbetsroll", "roll",       "tjänst",       "yrke",         "profession", "funktion",
    "position",   "yrkesgrupp", "anställning",  "professionell"};
/// With these a title is spoken of, not asked for.
constexpr std::string_view kNotOwn[] = {
    "hur",     "varför",    "berätta", "beskriv", "motivera", "vill",    "önskar",  "skulle",
    "drömmer", "vore",      "helst",   "söker",   "spelar",   "betyder", "viktig",  "viktigast",
    "stöd",    "saknar",    "hindrar", "innebär", "behöver",  "behövs",  "brist",   "lära",
    "önskad",  "rekrytera", "saknas",  "svår",    "svårast",  "svårt",   "hindret", "påverkar"};

std::string plain_key(std::string_view title) {
  std::string key = key_of(title);
  while (!key.empty() && std::string_view(":*?. ").find(key.back()) != std::string_view::npos)
    key.pop_back();
  return key;
}

}  // namespace

const KnownTitle* find_tool_column(std::string_view title) {
  const Title parts = take_apart(title);
  // "id. Svars-ID": the code is the tool's and stays when the text is translated.
  const std::string by_code = key_of(parts.code);
  const std::string by_text = plain_key(parts.base);
  for (const KnownTitle& known : kToolColumns) {
    if (known.key == by_text) return &known;
    if (!by_code.empty() && known.key == by_code) return &known;
  }
  // Quizzes of Microsoft Forms add two columns for each question.
  static constexpr KnownTitle kPoints{"points - …", Role::ignored, kForms};
  if (by_text.starts_with("points - ") || by_text.starts_with("feedback - ") ||
      by_text.starts_with("poäng - "))
    return &kPoints;
  return nullptr;
}

const Background& own_title() { return kOwnTitle; }

const Background* find_own_title(std::string_view question) {
  constexpr std::size_t kTitleWords = 3, kQuestionWords = 12;
  const std::vector<std::string> words = words_of(question);
  if (words.empty() || words.size() > kQuestionWords) return nullptr;
  bool noun = false, own = false, work = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (among(kNotOwn, words[i])) return nullptr;
    noun = noun || among(kTitleNouns, words[i]);
    own = own || words[i] == "du" || words[i] == "din" || words[i] == "ditt" || words[i] == "your";
    work = work || (words[i] == "som" && i + 1 == words.size() && i > 0 &&
                    (words[i - 1] == "du" || words[i - 1] == "arbetar" ||
                     words[i - 1] == "jobbar" || words[i - 1] == "anställd"));
  }
  if (work && own) return &kGroup;
  const bool titled = words.size() <= kTitleWords &&
                      (among(kTitleNouns, words.front()) || among(kTitleNouns, words.back()));
  return titled || (noun && own) ? &kGroup : nullptr;
}

const Background* find_background(std::string_view question) {
  constexpr std::string_view kMore = "…";
  const std::string key = plain_key(question);
  for (const BackgroundTitle& known : kBackgrounds) {
    if (known.key == key) return &known.background;
    if (!known.key.ends_with(kMore)) continue;
    const std::string_view beginning = known.key.substr(0, known.key.size() - kMore.size());
    if (std::string_view(key).starts_with(beginning)) return &known.background;
  }
  return nullptr;
}

}  // namespace samsyn::guess
