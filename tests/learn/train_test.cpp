#include "stages/learn/train.hpp"

#include <gtest/gtest.h>

#include <random>

namespace samsyn::learn {
namespace {

/// Samples whose answer is whether they show «w=bra»; the rest is noise.
std::vector<Sample> samples(Vocabulary& vocabulary, std::uint32_t n) {
  std::mt19937 random(3);
  const FeatureId good = vocabulary.single("w=bra");
  std::vector<Sample> out;
  for (std::uint32_t i = 0; i < n; ++i) {
    Sample sample;
    const bool yes = random() % 3 == 0;
    if (yes) sample.features.push_back({good, 0.5F});
    if (yes) sample.features.push_back({good, 0.5F});  // adds up
    for (int k = 0; k < 4; ++k) {
      sample.features.push_back({vocabulary.single("w=" + std::to_string(random() % 40)), 0.5F});
    }
    sample.answers = {yes ? kYes : kNo, kNo};
    if (i % 2 == 0) sample.answers[1] = kNotAsked;
    sample.segment = i;
    sample.author = i % 10;
    sample.study = i % 3;
    out.push_back(sample);
  }
  return out;
}

TEST(Train, LearnsWhatTellsTheAnswer) {
  Vocabulary vocabulary;
  const std::vector<Sample> all = samples(vocabulary, 300);
  const Trained trained = train(vocabulary, {{"bra"}, {"aldrig"}}, all, {});
  const Trial& trial = trained.trials[0];
  EXPECT_EQ(trial.missed, 0U);
  EXPECT_EQ(trial.wrong, 0U);
  EXPECT_EQ(trial.right, trial.yes);
  EXPECT_GT(trial.yes, 50U);
  const std::vector<std::string>& names = trained.model.singles;
  const auto at =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), "w=bra") - names.begin());
  ASSERT_LT(at, names.size());
  for (std::size_t f = 0; f < names.size(); ++f) {
    if (f == at) continue;
    EXPECT_GT(trained.model.weights[2 * at], trained.model.weights[2 * f] + 0.5F);
  }
  // What is never so is never said: the threshold can't be reached.
  EXPECT_EQ(trained.model.decisions[1].threshold, 1);
}

TEST(Train, GivesTheSameModelAgain) {
  Vocabulary vocabulary;
  const std::vector<Sample> all = samples(vocabulary, 200);
  EXPECT_EQ(write_model(train(vocabulary, {{"bra"}, {"aldrig"}}, all, {}).model),
            write_model(train(vocabulary, {{"bra"}, {"aldrig"}}, all, {}).model));
}

TEST(Train, GivesTheSameModelWithAnyNumberOfJobs) {
  Vocabulary vocabulary;
  std::vector<Sample> all = samples(vocabulary, 200);
  for (Sample& sample : all) sample.answers.push_back(sample.answers[0]);  // of the third decision
  TrainOptions several;
  several.jobs = 3;
  const Trained one = train(vocabulary, {{"bra"}, {"aldrig"}, {"bra"}}, all, {});
  const Trained three = train(vocabulary, {{"bra"}, {"aldrig"}, {"bra"}}, all, several);
  EXPECT_EQ(write_model(one.model), write_model(three.model));
  EXPECT_EQ(one.probabilities, three.probabilities);
}

TEST(Train, CountsSegmentsNotSamples) {
  // Two samples of one segment show the word: one segment does, which is too few.
  Vocabulary vocabulary;
  std::vector<Sample> all = samples(vocabulary, 60);
  all[1].segment = all[0].segment;
  for (const std::uint32_t s : {0U, 1U}) {
    all[s].features.push_back({vocabulary.single("w=unik"), 1});
  }
  const Model model = train(vocabulary, {{"bra"}, {"aldrig"}}, all, {}).model;
  EXPECT_EQ(std::count(model.singles.begin(), model.singles.end(), "w=unik"), 0);
}

TEST(Train, SaysYesMoreSeldomForAHigherPrecision) {
  Vocabulary vocabulary;
  std::mt19937 random(9);
  std::vector<Sample> all = samples(vocabulary, 400);
  for (Sample& sample : all) {  // a third of the answers are told by nothing
    if (random() % 3 == 0) sample.answers[0] = random() % 2 == 0 ? kYes : kNo;
  }
  const Trained trained = train(vocabulary, {{"bra", 0.6}, {"bra", 0.9}}, all, {});
  EXPECT_LT(trained.model.decisions[0].threshold, trained.model.decisions[1].threshold);
}

TEST(Train, WeighsFeaturesByWhatTheyTell) {
  // Expected: scikit-learn 1.2.1, LinearSVC(C=0.07, dual=False) on columns multiplied by the square
  // root of |log((with + 1) / 10 / ((without + 1) / 16))|: 1.2045, 0.4270, 0.9982.
  constexpr struct {
    const char* name;
    float weight;
  } kExpected[] = {{"w=a", 0.5936F}, {"w=b", -0.0065F}, {"w=c", -0.4888F}};
  Vocabulary vocabulary;
  for (const auto& one : kExpected) vocabulary.single(one.name);
  std::vector<Sample> all(24);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (i < 7 || i == 20 || i == 21) all[i].features.push_back({0, 1});
    if (i % 2 == 0) all[i].features.push_back({1, 1});
    if (i == 3 || i == 5 || i >= 12) all[i].features.push_back({2, 1});
    all[i].answers = {i < 9 ? kYes : kNo};
    all[i].segment = all[i].author = i;
  }
  const Model model = train(vocabulary, {{"ja"}}, all, {}).model;
  ASSERT_EQ(model.singles.size(), 3U);
  for (std::size_t f = 0; f < 3; ++f) {
    EXPECT_EQ(model.singles[f], kExpected[f].name);
    EXPECT_NEAR(model.weights[f], kExpected[f].weight, 0.002) << kExpected[f].name;
  }
}

TEST(Train, LeavesOutWhatOneSegmentShows) {
  Vocabulary vocabulary;
  std::vector<Sample> all = samples(vocabulary, 60);
  const FeatureId once = vocabulary.single("w=unik");
  const FeatureId letters = vocabulary.single("c=_två");
  const FeatureId pair = vocabulary.pair(vocabulary.single("w=bra"), once);
  for (const std::uint32_t s : {0U, 1U}) all[s].features.push_back({letters, 1});
  all[0].features.push_back({once, 1});
  all[0].features.push_back({pair, 1});
  const Model model = train(vocabulary, {{"bra"}, {"aldrig"}}, all, {}).model;
  for (const char* name : {"w=unik", "c=_två"}) {
    EXPECT_EQ(std::count(model.singles.begin(), model.singles.end(), name), 0) << name;
  }
  EXPECT_TRUE(model.pairs.empty());
  EXPECT_EQ(model.weights.size(), model.singles.size() * 2);
}

TEST(Train, TriesNoSampleOnItsOwnAuthor) {
  // Each author has a word of her own that tells all her answers: learned from the same author it
  // would be right, from others it says nothing.
  Vocabulary vocabulary;
  std::vector<Sample> all;
  for (std::uint32_t i = 0; i < 200; ++i) {
    Sample sample;
    sample.segment = i;
    sample.author = i % 20;
    const bool yes = sample.author % 2 == 0;
    sample.features.push_back({vocabulary.single("w=" + std::to_string(sample.author)), 1});
    sample.answers = {yes ? kYes : kNo};
    all.push_back(sample);
  }
  const Trained trained = train(vocabulary, {{"bra"}}, all, {});
  EXPECT_EQ(trained.trials[0].right, 0U);
}

}  // namespace
}  // namespace samsyn::learn
