#include "stages/summarise/order.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>

#include <memory>
#include <string>

namespace samsyn::summarise {

Before order_of(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(language).c_str());
  std::shared_ptr<icu::Collator> collator(icu::Collator::createInstance(locale, status));
  if (U_SUCCESS(status)) collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  if (U_FAILURE(status)) collator.reset();  // ICU without its data: the order of the bytes
  return [collator](std::string_view a, std::string_view b) {
    if (collator) {
      UErrorCode failure = U_ZERO_ERROR;
      const auto order = collator->compareUTF8(
          icu::StringPiece(a.data(), static_cast<int32_t>(a.size())),
          icu::StringPiece(b.data(), static_cast<int32_t>(b.size())), failure);
      if (U_SUCCESS(failure) && order != UCOL_EQUAL) return order == UCOL_LESS;
    }
    return a < b;
  };
}

}  // namespace samsyn::summarise
