#pragma once
// How much commoner something is in one text than in another.

namespace samsyn::discover {

struct Keyness {
  double g2 = 0;         ///< log-likelihood; 0 = as common in both, or rarer in the first
  double log_ratio = 0;  ///< how many times it is doubled: 1 = twice as common, -1 = half as common
};

/// `times` of `words` in the first text against `other_times` of `other_words` in the second.
///
/// G2 as Rayson and Garside calculate it (Comparing corpora using frequency profiling, ACL workshop
/// on Comparing Corpora, 2000), after Dunning (Accurate methods for the statistics of surprise and
/// coincidence, Computational Linguistics 19, 1993): 2 (a ln(a / E1) + b ln(b / E2)) with
/// E1 = words (a + b) / (words + other_words), likewise E2; a cell of 0 adds nothing. Above 3.84 a
/// difference is called significant at 5 %, above 6.63 at 1 %; where hundreds of words are compared
/// that is a sieve and no test.
///
/// The log ratio is Hardie's (Log Ratio: an informal introduction, 2014): the base-2 logarithm of
/// the quotient of the relative frequencies, 0.5 standing for a frequency of 0.
///
/// Both are 0 where one of the texts has no words: there is nothing to compare with.
Keyness keyness(double times, double words, double other_times, double other_words);

}  // namespace samsyn::discover
