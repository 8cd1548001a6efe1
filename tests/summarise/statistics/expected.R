# The values that the tests here expect, from R 4.2 with survey 4.1, psych 2.2 and MASS:
#   Rscript tests/summarise/statistics/expected.R
# Every line is printed as NAME: VALUE...; the tests name the call above each value.
suppressMessages({ library(survey); library(MASS); library(psych) })
options(digits = 12, width = 200, warn = -1)
show <- function(name, ...) cat(name, ":", format(c(...), digits = 11), "\n")

# --- proportions --------------------------------------------------------------------------------
ci <- function(x, n, level = 0.95) prop.test(x, n, conf.level = level, correct = FALSE)$conf.int
show("qnorm", qnorm(c(0.975, 0.995, 1e-10)))
for (x in list(c(0, 12), c(1, 12), c(7, 19), c(19, 19), c(431, 1250), c(3, 1e7))) show(paste("wilson", x[1], x[2]), ci(x[1], x[2]))
show("wilson 99 %", ci(7, 19, 0.99))
newcombe <- function(x1, n1, x2, n2) {
  p1 <- x1 / n1; p2 <- x2 / n2; a <- ci(x1, n1); b <- ci(x2, n2)
  c(p1 - p2, p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2))
}
show("newcombe 17/31 9/40", newcombe(17, 31, 9, 40))
show("newcombe 0/8 5/6", newcombe(0, 8, 5, 6))

# --- describe -----------------------------------------------------------------------------------
x <- rep(c(1, 2, 3, 4, 5), c(3, 0, 9, 14, 6))
show("mean sd median", mean(x), sd(x), median(x))
show("se", sd(x) / sqrt(length(x)))
show("t interval", t.test(x)$conf.int)
show("type 7", quantile(x, c(0, 0.1, 0.25, 0.33, 0.5, 0.75, 0.9, 1), type = 7))
y <- c(12.5, -3, 0, 0, 1e3, 7.25, 7.25, 2)
show("y mean sd median", mean(y), sd(y), median(y))
show("y type 7", quantile(y, c(0.1, 0.4, 0.75), type = 7))
v <- data.frame(x = c(1, 1, 2, 2, 2, 3, 4, 4, 5, 5), w = c(0.5, 1.5, 1, 2, 0.25, 3, 1, 1, 0.75, 2))
d <- svydesign(ids = ~1, weights = ~w, data = v)
m <- svymean(~x, d)
show("svymean SE", coef(m), SE(m))
show("svymean interval", confint(m, df = degf(d)))
show("sqrt svyvar", sqrt(coef(svyvar(~x, d))))
show("svyquantile school", coef(svyquantile(~x, d, c(0.1, 0.25, 0.5, 0.9), qrule = "school")))
show("kish", sum(v$w)^2 / sum(v$w^2), nrow(v) * sum(v$w^2) / sum(v$w)^2)
big <- svydesign(ids = ~1, weights = ~w, data = rbind(v, data.frame(x = 1:5, w = 1)))
part <- subset(big, seq_len(15) <= 10)
show("subset svymean SE", coef(svymean(~x, part)), SE(svymean(~x, part)), degf(part))
p <- sum(v$w[v$x >= 4]) / sum(v$w); n <- sum(v$w)^2 / sum(v$w^2)
show("top box", p, ci(p * n, n))

# --- tables of counts ---------------------------------------------------------------------------
show.chisq <- function(name, t) {
  r <- chisq.test(t, correct = FALSE)
  show(name, r$statistic, r$parameter, r$p.value, min(r$expected), mean(r$expected < 5))
  show(paste(name, "V"), sqrt(r$statistic / sum(t) / (min(dim(t)) - 1)))
  n <- sum(t); k <- dim(t); phi2 <- max(0, r$statistic / n - prod(k - 1) / (n - 1))
  show(paste(name, "V corrected"), sqrt(phi2 / (min(k - (k - 1)^2 / (n - 1)) - 1)))
}
a <- matrix(c(21, 14, 9, 10, 25, 31, 8, 12, 20), 3, byrow = TRUE)
b <- matrix(c(12, 3, 5, 11), 2, byrow = TRUE)
c34 <- matrix(c(3, 0, 2, 1, 0, 4, 1, 2, 1, 1, 5, 0), 3, byrow = TRUE)
e <- matrix(c(12e6, 8e6, 11e6, 9e6), 2, byrow = TRUE)
big.few <- matrix(c(52000, 3, 1, 2, 0, 47000, 1, 4, 0, 3), 2, byrow = TRUE)
show.chisq("a", a); show.chisq("b", b); show.chisq("c34", c34); show.chisq("e", e); show.chisq("big few", big.few)
show("a stdres", t(chisq.test(a)$stdres))
show("a p", 2 * pnorm(-abs(t(chisq.test(a)$stdres))))
show("a holm", p.adjust(2 * pnorm(-abs(t(chisq.test(a)$stdres))), "holm"))
show("b phi", (12 * 11 - 3 * 5) / sqrt(15 * 16 * 17 * 14))
for (t in list(b, matrix(c(0, 5, 4, 1), 2), matrix(c(1, 9, 11, 3), 2), matrix(c(3, 3, 3, 3), 2), matrix(c(2, 1000, 15, 998), 2), matrix(c(100000, 99000, 101000, 100500), 2)))
  show(paste("fisher", paste(t(t), collapse = " ")), fisher.test(t)$p.value)
for (t in list(c34, a, matrix(c(4, 1, 0, 2, 3, 6), 2), matrix(c(8, 2, 1, 3, 2, 6, 0, 5, 4, 1, 1, 7), 2)))
  show(paste("fisher", paste(t(t), collapse = " "), "rows", nrow(t)), fisher.test(t, workspace = 2e8)$p.value)
f45 <- matrix(c(9, 4, 2, 7, 1, 3, 12, 5, 2, 0, 6, 1, 8, 3, 5, 2, 6, 4, 11, 3), 4, byrow = TRUE)
show("f45", fisher.test(f45, workspace = 2e8)$p.value)

show("many", 2 * pbinom(c(4999500, 4997000), 1e7, 0.5), 2 * pbinom(499999500000, 1e12, 0.5))

# --- families -----------------------------------------------------------------------------------
ps <- c(0.012, 0.9, NA, 0.001, 0.04, 0.04, 0.6, 0.0005)
show("holm", p.adjust(ps, "holm")); show("BH", p.adjust(ps, "BH"))

# --- ranks --------------------------------------------------------------------------------------
spread.out <- function(t) rep(seq_len(ncol(t)), colSums(t))
values <- function(t, row) rep(seq_len(ncol(t)), t[row, ])
mw <- function(name, x, y) { r <- wilcox.test(x, y); show(name, r$statistic, r$p.value, 2 * r$statistic / length(x) / length(y) - 1) }
one <- c(1, 4, 5, 9, 11, 12); two <- c(2, 3, 6, 7, 8, 10, 13)
mw("exact", one, two)
mw("exact far", 21:40, 1:20)
mw("exact 49 49", seq(2, 98, 2), seq(1, 97, 2))
mw("exact 1 2", 3, c(1, 2))
u1 <- matrix(c(4, 9, 14, 22, 7, 11, 16, 12, 8, 2), 2, byrow = TRUE)
mw("ties", values(u1, 1), values(u1, 2))
mw("50 untied", seq(2, 100, 2), seq(1, 39, 2))
mw("large", rep(1:3, c(3e4, 4e4, 3e4)), rep(1:3, c(29e3, 40e3, 31e3)))
k3 <- matrix(c(4, 9, 14, 22, 7, 11, 16, 12, 8, 2, 1, 3, 3, 9, 10), 3, byrow = TRUE)
xs <- unlist(lapply(1:3, function(i) values(k3, i))); gs <- rep(1:3, rowSums(k3))
r <- kruskal.test(xs, gs); show("kruskal", r$statistic, r$parameter, r$p.value, r$statistic / (length(xs) - 1))
rk <- rank(xs); n <- length(xs); tt <- table(xs); s2 <- n * (n + 1) / 12 - sum(tt^3 - tt) / (12 * (n - 1))
z <- function(i, j) (mean(rk[gs == i]) - mean(rk[gs == j])) / sqrt(s2 * (1 / sum(gs == i) + 1 / sum(gs == j)))
zs <- c(z(1, 2), z(1, 3), z(2, 3)); show("dunn z", zs); show("dunn holm", p.adjust(2 * pnorm(-abs(zs)), "holm"))

# --- pairs --------------------------------------------------------------------------------------
for (g in list(c(3, 11), c(0, 6), c(12, 12), c(7, 1))) show(paste("binom", g[1], g[2]), binom.test(g[1], sum(g))$p.value)
for (g in list(c(9, 16), c(40, 71), c(30, 30), c(120000, 119000))) { r <- mcnemar.test(matrix(c(5, g[1], g[2], 5), 2)); show(paste("mcnemar", g[1], g[2]), r$statistic, r$p.value) }
wsr <- function(name, d) { r <- wilcox.test(d); show(name, r$statistic, r$p.value) }
wsr("signed exact", c(1, -2, 3, 4, -5, 6, 7, 8, 9))
wsr("signed exact 49", c(1:30, -(31:49)))
wsr("signed zero", c(0, 1, -2, 3, 4, -5, 6, 7, 8, 9))
wsr("signed ties", rep(c(-2, -1, 0, 1, 2, 3), c(3, 8, 20, 17, 6, 2)))
wsr("signed half", c(-1.5, -1.5, 0.5, 0.5, 2.5, 3.5))
show("sign", binom.test(25, 36)$p.value, binom.test(70, 100)$p.value)
sm <- function(t) { d <- rowSums(t) - colSums(t); s <- -(t + t(t)); diag(s) <- rowSums(t) + colSums(t) - 2 * diag(t)
  df <- qr(s)$rank; x <- sum(d * (ginv(s) %*% d)); c(x, df, pchisq(x, df, lower.tail = FALSE)) }
show("stuart", sm(matrix(c(20, 8, 5, 2, 3, 31, 9, 6, 1, 4, 18, 7, 2, 3, 2, 12), 4, byrow = TRUE)))
show("stuart apart", sm(matrix(c(5, 7, 0, 0, 0, 2, 6, 0, 0, 0, 0, 0, 9, 4, 0, 0, 0, 11, 3, 0, 0, 0, 0, 0, 8), 5, byrow = TRUE)))
fr <- matrix(c(3, 4, 5, 2, 2, 4, 1, 3, 3, 4, 4, 4, 5, 3, 5, 2, 4, 5, 1, 2, 5), ncol = 3, byrow = TRUE)
r <- friedman.test(fr); show("friedman", r$statistic, r$parameter, r$p.value, r$statistic / (nrow(fr) * 2))
fp <- fr[rep(1:7, c(10, 3, 8, 4, 1, 6, 2)), ]
r <- friedman.test(fp); show("friedman patterns", r$statistic, r$parameter, r$p.value)
cq <- matrix(c(0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0), ncol = 3, byrow = TRUE)[rep(1:6, c(9, 7, 20, 15, 3, 2)), ]
r <- friedman.test(cq); k <- 3
q <- (k - 1) * (k * sum(colSums(cq)^2) - sum(cq)^2) / (k * sum(cq) - sum(rowSums(cq)^2))
show("cochran", r$statistic, r$parameter, r$p.value, q)

# --- weighted tables ----------------------------------------------------------------------------
# Nine weights that come again and again, so that the tests can make the same people.
weigh <- function(t) {
  cell <- rep(seq_along(t), t(t)); n <- length(cell)
  data.frame(r = factor((cell - 1) %/% ncol(t) + 1), c = factor((cell - 1) %% ncol(t) + 1),
             w = c(0.4, 1.3, 0.9, 2.5, 0.7, 1, 1.8, 0.2, 1.1)[(seq_len(n) * 5) %% 9 + 1])
}
design <- function(t) svydesign(ids = ~1, weights = ~w, data = weigh(t))
svy <- function(name, t) { r <- svychisq(~r + c, design(t), statistic = "F"); show(name, r$statistic, r$parameter, r$p.value) }
w22 <- matrix(c(18, 25, 30, 14), 2, byrow = TRUE)
w34 <- matrix(c(11, 7, 3, 9, 5, 16, 12, 4, 8, 8, 2, 15), 3, byrow = TRUE)
w33z <- matrix(c(6, 0, 9, 4, 7, 3, 0, 8, 5), 3, byrow = TRUE)
svy("rao 2x2", w22); svy("rao 3x4", w34); svy("rao zeros", w33z)
part <- subset(design(w34), r != "3"); part <- update(part, r = factor(r))
r <- svychisq(~r + c, part, statistic = "F"); show("rao part", r$statistic, r$parameter, r$p.value)
for (m in c("xlogit", "logit")) { p <- svyciprop(~I(c == "1"), design(w34), method = m); show(paste("prop", m), coef(p), attr(p, "ci"), SE(svymean(~as.numeric(c == "1"), design(w34)))) }
p <- svyciprop(~I(c == "3"), subset(design(w34), r == "3"), method = "xlogit")
show("prop part", coef(p), attr(p, "ci"), sqrt(attr(p, "var")))

# --- scales -------------------------------------------------------------------------------------
# Answers of twelve people to five items on 1..5; the fourth item is reversed.
sc <- matrix(c(4, 5, 4, 2, 3,  2, 1, 2, 4, 2,  5, 5, 4, 1, 5,  3, 3, 2, 3, 4,  1, 2, 1, 5, 2,  4, 4, 5, 1, 3,
               3, 2, 3, 3, 1,  5, 4, 4, 2, 4,  2, 3, 3, 4, 3,  4, 4, 3, 2, 5,  1, 1, 2, 4, 1,  3, 4, 3, 2, 2), ncol = 5, byrow = TRUE)
rev4 <- sc; rev4[, 4] <- 6 - sc[, 4]
al <- psych::alpha(as.data.frame(rev4), check.keys = FALSE, warnings = FALSE)
show("alpha", al$total$raw_alpha, al$total$std.alpha)
fe <- alpha.ci(al$total$raw_alpha, nrow(sc), ncol(sc), p.val = 0.05); show("feldt", fe$lower.ci, fe$upper.ci)
show("alpha drop", al$alpha.drop$raw_alpha); show("r drop", al$item.stats$r.drop)
au <- psych::alpha(as.data.frame(sc), check.keys = FALSE, warnings = FALSE)
show("alpha unturned", au$total$raw_alpha, au$total$std.alpha, au$item.stats$r.drop)
om <- function(name, x, ...) {
  f <- factanal(x, factors = 1, control = list(opt = list(factr = 10, maxit = 5000)), ...); l <- unclass(f$loadings)[, 1]
  show(name, sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses))); show(paste(name, "l"), l); show(paste(name, "u"), f$uniquenesses)
}
om("omega", rev4); om("omega unturned", sc)
# Three hundred people by a generator that the tests have too.
lcg <- function(n) { out <- numeric(n); s <- 12345; for (i in 1:n) { s <- (s * 16807) %% 2147483647; out[i] <- s / 2147483647 }; out }
g <- matrix(lcg(300 * 9), ncol = 9, byrow = TRUE)
many <- sapply(1:8, function(j) round(1 + 4 * (g[, 9] * (0.3 + 0.05 * j) + g[, j] * (0.7 - 0.05 * j))))
om("omega many", many)
am <- psych::alpha(as.data.frame(many), check.keys = FALSE, warnings = FALSE)
show("alpha many", am$total$raw_alpha, am$total$std.alpha)
heywood <- many[, c(1, 2, 3, 8)]; heywood[, 1] <- many[, 8] + (g[, 1] > 0.97); heywood[, 4] <- many[, 8]
om("omega heywood", heywood)

# --- raking -------------------------------------------------------------------------------------
ra <- expand.grid(a = 1:3, b = 1:2, c = 1:4); ra <- ra[rep(1:24, times = 1 + (1:24 * 7) %% 5), ]
ra$w <- c(1, 0.5, 2)[(seq_len(nrow(ra)) * 2) %% 3 + 1]
rk <- function(name, w) {
  d <- svydesign(ids = ~1, weights = w, data = ra)
  d <- rake(d, list(~a, ~b, ~c), list(data.frame(a = 1:3, Freq = c(500, 300, 200)), data.frame(b = 1:2, Freq = c(480, 520)), data.frame(c = 1:4, Freq = c(400, 100, 250, 250))), control = list(maxit = 2000, epsilon = 1e-11))
  w <- weights(d) / mean(weights(d)); show(name, w[c(1, 5, 17, 30, 44, length(w))]); show(paste(name, "kish"), nrow(ra), sum(w)^2 / sum(w^2), min(w), max(w))
}
rk("rake", ~rep(1, nrow(ra))); rk("rake base", ~w)
