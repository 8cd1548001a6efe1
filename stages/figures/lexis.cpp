#include "stages/figures/lexis.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/model/hashed.hpp"
#include "pipeline/model/lines.hpp"

namespace samsyn::figures {
namespace {

struct Row {
  Sense sense;
  std::string_view forms;  // parted by blanks
};

constexpr Row kRows[] = {
    {Sense::total,
     "totalt total totala sammanlagt sammantaget tillsammans summa summan totalsumma totalsumman "
     "inalles allt tot"},
    {Sense::strict,
     "dvs dvs. d.v.s. d.v.s alltså således därmed tillsammans sammanlagt summa summan summerar "
     "summeras inalles allt ger blir utgör"},
    {Sense::of_which, "varav därav hvarav däribland inklusive inkl inkl."},
    {Sense::shared_out,
     "fördelat fördelade fördelas fördelades uppdelat uppdelade uppdelad nämligen bestående"},
    {Sense::about, "ca ca. cirka c:a omkring ungefär runt uppskattningsvis bortåt uppemot ~ circa"},
    {Sense::over, "drygt dryga över"},
    {Sense::under, "knappt knappa nästan närmare"},
    {Sense::least, "minst åtminstone"},
    {Sense::most, "högst max maximalt upp"},
    {Sense::change,
     "ökning ökningen ökat ökade öka ökar ökas ökats ökades minskning minskningen minskat minskade "
     "minska minskar minskas utökning utöka utökas utökat utökats utökades höjts höjt höjdes "
     "sänkts sänkt tillskott tillkommit förändring förändringen skillnad skillnaden avvikelse "
     "avvikelsen"},
    {Sense::more_than, "fler färre flera mer mindre högre lägre"},
    {Sense::goal,
     "mål målet målen målsättning målsättningen måltal måltalet budget budgeten budgeterat prognos "
     "prognosen krav kravet riktvärde riktvärdet"},
    {Sense::before,
     "jämfört jfr jmf jämfort jmfr mot tidigare föregående förra fjol fjolårets gentemot istället"},
    {Sense::not_counted,
     "kr kr. kronor krona tkr tkr. mkr mkr. mnkr ksek msek sek miljon miljoner miljard miljarder "
     "öre euro % procent procentenheter procentenhet promille timmar timme tim h minuter minut min "
     "sekunder dagar dag dygn veckor vecka månader månad månaders veckors dagars timmars års år "
     "åring åringar årig åriga kvartal termin terminer meter m km kilometer mil kvm kvadratmeter "
     "m2 "
     "hektar kg ton liter grader poäng gånger gång tillfällen kl. § procents ggr % ‰ a4 p hp"},
    {Sense::reference,
     "§ §§ nr nr. nummer no sid sid. sida sidan sidorna s. tel tel. telefon mobil kap kap. kapitel "
     "artikel avsnitt punkt punkten punkterna bilaga bilagan tabell figur diagram dnr diarienr "
     "diarienummer ks kf steg steget fas åk årskurs årskurserna klass bord vecka veckorna v. kl "
     "kl. "
     "klockan version paragraf paragrafen fråga frågan del nivå agenda rum sal plan prio prioritet "
     "postnr box linje väg stycke dag denåldern åldrarna åldersgruppen"},
    {Sense::vague,
     "några någon något resten resterande övriga övrig andra annan flertalet många bland "
     "m.fl. mfl m.fl"},
    {Sense::each,
     "vardera varje per snitt genomsnitt genomsnittet genomsnittlig genomsnittligt medel "
     "medelvärde "
     "gånger styck"},
    {Sense::pieces, "st st. stycken stycket styck"},
    {Sense::time_before,
     "under år året åren sedan från till för inför jämfört jmf jfr mot med i perioden våren hösten "
     "sommaren vintern årsskiftet och samt t.o.m. tom t.o.m from fr.o.m. fr.o.m hela tidigare både "
     "före efter kvartalet budget budgetåret"},
    {Sense::month,
     "januari februari mars april maj juni juli augusti september oktober november december jan "
     "feb "
     "aug sept okt nov dec våren hösten sommaren vintern vårterminen höstterminen sommarlovet "
     "halvåret kvartalet"},
    {Sense::negation, "inte ej icke aldrig ingen inget inga"},
    {Sense::planned,
     "ska skall skulle kommer planeras planerat planerade planerar beräknas beräknat förväntas "
     "budgeterat budgeterade bör måste kan kunde vill önskar prognos prognosen mål målet ansökt "
     "ansökte ansöker sökt sökte söker begärt begärde begär efterfrågat efterfrågade önskat "
     "önskade "
     "erbjudit erbjöd erbjuder saknar saknade förlorat förlorade förlorar avvecklat avvecklade "
     "stängt stängde lovat lovade behöver behövde"},
    {Sense::place, "i på inom från hos vid 1"},
    {Sense::woman, "kvinna kvinnor kvinnorna flicka flickor flickorna tjejer kvinnliga kvinnlig"},
    {Sense::man, "man män männen pojke pojkar pojkarna killar manliga manlig"},
    {Sense::yes, "ja"},
    {Sense::no, "nej"},
    {Sense::person,
     "person deltagare individ svarande respondent människa anställd medarbetare barn elev "
     "invånare "
     "sökande ungdom medborgare brukare chef ledamot intervjuperson"},
    {Sense::period, "period perioden periodens projektperioden projekttiden åren"},
    {Sense::apart,
     "utöver förutom exklusive exkl exkl. bortsett undantaget utom därutöver dessutom unika unik "
     "enskilda medräknat inräknat inräknade medräknade inräknad"},
    {Sense::leads_to,
     "ger gav blir blev innebär innebar motsvarar motsvarade utgör utgjorde betyder summerar "
     "summeras"},
    {Sense::is_all, "är var varit utgör utgjorde utgjordes består bestod"},
};

constexpr std::array<std::string_view, 46> kOrganisations{
    "förvaltning", "nämnd",       "kontor",   "avdelning",  "enhet",    "bolag",    "skola",
    "förskola",    "kommun",      "stad",     "region",     "centrum",  "service",  "bibliotek",
    "verksamhet",  "område",      "distrikt", "mottagning", "center",   "museum",   "hem",
    "boende",      "team",        "omsorg",   "vård",       "stadsdel", "sektor",   "bygdegård",
    "sjukhus",     "myndighet",   "styrelse", "stiftelse",  "förening", "hall",     "badhus",
    "gymnasium",   "universitet", "högskola", "företag",    "koncern",  "fakultet", "institution",
    "vårdcentral", "församling",  "förbund",  "kommundel"};

constexpr std::array<std::string_view, 24> kPlainVerbs{
    "ha",      "vara",   "bli",   "finnas",    "återfinnas", "bidra", "stå",        "uppgå",
    "omfatta", "utgöra", "bestå", "innebära",  "visa",       "ge",    "redovisa",   "framgå",
    "totala",  "räkna",  "rymma", "innehålla", "se",         "få",    "rapportera", "ligga"};

constexpr std::array<std::string_view, 10> kOrdinals{
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sista", "förra", "nästa", "senaste"};

const ByTextView<Senses>& table() {
  static const auto* const kTable = [] {
    auto* out = new ByTextView<Senses>();
    for (const Row& row : kRows) {
      for (std::string_view rest = row.forms; !rest.empty();) {
        const std::string_view form = next_field(rest, ' ');
        if (!form.empty()) (*out)[form] |= static_cast<Senses>(row.sense);
      }
    }
    return out;
  }();
  return *kTable;
}

struct Unit {
  std::string_view word;
  double value;
};
constexpr Unit kOnes[] = {{"två", 2}, {"tre", 3},  {"fyra", 4}, {"fem", 5}, {"sex", 6},
                          {"sju", 7}, {"åtta", 8}, {"nio", 9},  {"ett", 1}, {"en", 1}};
constexpr Unit kTeens[] = {{"tio", 10},     {"elva", 11},   {"tolv", 12},   {"tretton", 13},
                           {"fjorton", 14}, {"femton", 15}, {"sexton", 16}, {"sjutton", 17},
                           {"arton", 18},   {"nitton", 19}};
constexpr Unit kTens[] = {{"tjugo", 20},  {"trettio", 30}, {"fyrtio", 40}, {"femtio", 50},
                          {"sextio", 60}, {"sjuttio", 70}, {"åttio", 80},  {"nittio", 90}};

/// The words below a hundred.
ByText<double> small_numbers() {
  ByText<double> out;
  for (const Unit& one : kTeens) out.emplace(one.word, one.value);
  for (const Unit& one : kOnes) out.emplace(one.word, one.value);
  for (const Unit& ten : kTens) {
    out.emplace(ten.word, ten.value);
    for (const Unit& one : kOnes) {
      out.emplace(std::string(ten.word) + std::string(one.word), ten.value + one.value);
    }
  }
  return out;
}

/// Below a hundred; the whole text.
std::optional<double> below_hundred(std::string_view text) {
  static const auto* const kNumbers = new ByText<double>(small_numbers());
  const auto found = kNumbers->find(text);
  return found == kNumbers->end() ? std::nullopt : std::optional(found->second);
}

std::optional<double> below_thousand(std::string_view text) {
  const std::size_t at = text.find("hundra");
  if (at == std::string_view::npos) return below_hundred(text);
  const auto hundreds = at == 0 ? std::optional<double>(1) : below_hundred(text.substr(0, at));
  const std::string_view rest = text.substr(at + 6);
  const auto ones = rest.empty() ? std::optional<double>(0) : below_hundred(rest);
  if (!hundreds || !ones || *hundreds > 99) return {};
  return *hundreds * 100 + *ones;
}

}  // namespace

Senses senses_of(std::string_view form) {
  const auto found = table().find(form);
  return found == table().end() ? 0 : found->second;
}

bool names_organisation(std::string_view lemma) {
  for (const std::string_view word : kOrganisations) {
    if (lemma.ends_with(word)) return true;
  }
  return false;
}

bool names_organisation_whole(std::string_view lemma) {
  return std::find(kOrganisations.begin(), kOrganisations.end(), lemma) != kOrganisations.end();
}

bool tells_only_that(std::string_view lemma) {
  return std::find(kPlainVerbs.begin(), kPlainVerbs.end(), lemma) != kPlainVerbs.end();
}

bool tells_which(std::string_view form) {
  return std::find(kOrdinals.begin(), kOrdinals.end(), form) != kOrdinals.end();
}

std::optional<double> number_word(std::string_view form) {
  if (form.size() < 3 || form.size() > 60 || form == "ett") return {};
  const std::size_t at = form.find("tusen");
  if (at == std::string_view::npos) return below_thousand(form);
  const auto thousands = at == 0 ? std::optional<double>(1) : below_thousand(form.substr(0, at));
  const std::string_view rest = form.substr(at + 5);
  const auto ones = rest.empty() ? std::optional<double>(0) : below_thousand(rest);
  if (!thousands || !ones) return {};
  return *thousands * 1000 + *ones;
}

}  // namespace samsyn::figures
