#include "pipeline/version.hpp"

#include <boost/version.hpp>
#include <libxml/xmlversion.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <unicode/uversion.h>
#include <xlsxwriter.h>
#include <zip.h>

namespace samsyn {

std::string program_and_version() { return "samsyn " SAMSYN_VERSION; }

std::vector<std::pair<std::string, std::string>> library_versions() {
  UVersionInfo version{};
  u_getVersion(version);
  char icu[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, icu);
  const auto json = nlohmann::json::meta();
  return {{"ICU", icu},
          {"libxlsxwriter", lxw_version()},
          {"libzip", zip_libzip_version()},
          {"libxml2", LIBXML_DOTTED_VERSION},
          {"nlohmann/json", json["version"]["string"].get<std::string>()},
          {"Boost", BOOST_LIB_VERSION},
          {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)}};
}

std::vector<std::pair<std::string, std::string>> analyser_parts(const Knowledge& knowledge) {
  const words::Lexicon::Parts& parts = knowledge.lexicon->parts();
  return {{"Apertium", parts.apertium.empty() ? "-" : parts.apertium},
          {"Hunspell", parts.hunspell.empty() ? "-" : parts.hunspell}};
}

}  // namespace samsyn
