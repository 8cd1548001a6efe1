#pragma once
// Does a column hold data that point out a person? Told from its question and its content.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/study/guess.hpp"
#include "pipeline/study/guess_column.hpp"

namespace samsyn::guess {

/// What cells show of persons. Shares are of the cells that are not blank.
struct PersonalSigns {
  std::size_t answers = 0;
  double e_mail = 0;   ///< share that holds an e-mail address, alone or within a text
  double phone = 0;    ///< share that holds a telephone number: 8 to 13 digits after 0 or +
  double name = 0;     ///< share that has the shape of a person's name: "Åsa Lind", "E. von Bahr"
  double reached = 0;  ///< share with an address or a telephone number
};
PersonalSigns personal_signs(const std::vector<std::string>& cells);

struct PersonalGuess {
  bool personal = false;
  double certainty = 0;
  Bilingual reason;
};

/// Personal are:
///  - any column where half of the answers hold an e-mail address or a telephone number;
///  - a question for contact details ("ange i så fall e-post", "får vi kontakta dig?") of which any
///    answer holds some, or that asks for them in so many words and is answered shortly;
///  - a question for a person's name ("Ange namnet på din chef", "Vem är din handledare?"): by the
///    person that it speaks of, or by answers that look like names. Names of things stay ("Vad
///    heter insatsen?", "Ange namnet på arbetsplatsen").
/// `row`: what stands in brackets after a question ("Kontaktuppgifter [Namn]"); may be empty.
/// Yes and no are no personal data, whatever was asked.
PersonalGuess find_personal(std::string_view question, std::string_view row, const Features& f,
                            const std::vector<std::string>& cells);

}  // namespace samsyn::guess
