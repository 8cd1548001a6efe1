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

# --- families -----------------------------------------------------------------------------------
ps <- c(0.012, 0.9, NA, 0.001, 0.04, 0.04, 0.6, 0.0005)
show("holm", p.adjust(ps, "holm")); show("BH", p.adjust(ps, "BH"))
