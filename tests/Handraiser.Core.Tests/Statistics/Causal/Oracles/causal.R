# Expected values for the causal tests, made by R 4.2.2 with sandwich 3.0-2 and AER 1.2-10.
# Run in this folder: Rscript causal.R. It writes rows.csv and causal.json.
# Standard errors come from the stacked estimating equations of all models at once, with a numeric Jacobian: no formula
# for an influence is used here.
suppressMessages({library(sandwich); library(AER); library(jsonlite)})
set.seed(20240502)
n <- 1500
d <- data.frame(size = round(rnorm(n), 4), hour = round(runif(n, 0, 24), 3), source = sample(c("chat", "form", "web"), n, TRUE, c(.25, .5, .25)), cluster = sample(1:60, n, TRUE))
hidden <- rnorm(n); shock <- rnorm(60, 0, .4)[d$cluster]
d$off <- rbinom(n, 1, .4)
s <- c(chat = .8, form = 0, web = -.5)[d$source]
d$treated <- rbinom(n, 1, plogis(.3 + .8 * d$size + s - 1.4 * d$off + .7 * hidden + shock))
d$minutes <- round(ifelse(d$treated == 1, rexp(n, 1 / 20), 60 + rexp(n, 1 / 600)), 2)
d$minutes[runif(n) < ifelse(d$treated == 1, 0, .2)] <- -1 # never answered
d$won <- rbinom(n, 1, plogis(-1.2 + .5 * d$treated + .6 * d$size + s + .7 * hidden + shock))
d$employees <- round(exp(3 + .5 * d$size + .4 * hidden + rnorm(n)), 0)
write.csv(d, "rows.csv", row.names = FALSE, quote = FALSE)
d$source <- relevel(factor(d$source), "form")
X <- model.matrix(~ size + hour + source, d); y <- d$won; a <- d$treated
tight <- glm.control(epsilon = 1e-15, maxit = 60)
fit <- function(y, X, w = rep(1, n)) unname(coef(suppressWarnings(glm(y ~ X - 1, binomial, weights = w, control = tight))))
# psi: parameters -> n x p matrix of estimating functions, 0 in column sums at theta.
stacked <- function(psi, theta) {
  at <- psi(theta); p <- length(theta); stopifnot(max(abs(colMeans(at))) < 1e-7)
  J <- sapply(1:p, function(j) { h <- 1e-4 * max(1, abs(theta[j])); e <- replace(rep(0, p), j, h)
    (colMeans(psi(theta - 2 * e)) - 8 * colMeans(psi(theta - e)) + 8 * colMeans(psi(theta + e)) - colMeans(psi(theta + 2 * e))) / (12 * h) })
  inf <- -at %*% t(solve(J, tol = 1e-30))
  g <- rowsum(inf, d$cluster); k <- nrow(g)
  list(row = t(inf) %*% inf / n^2 * n / (n - 1), cluster = t(g) %*% g / n^2 * k / (k - 1))
}
contrast <- function(psi, theta, i1, i0) {
  v <- stacked(psi, theta)
  one <- function(v) { e <- function(g) sqrt(as.numeric(t(g) %*% v %*% g)); z <- rep(0, length(theta))
    list(treated = e(replace(z, i1, 1)), untreated = e(replace(z, i0, 1)), difference = e(replace(replace(z, i1, 1), i0, -1)),
      logRatio = e(replace(replace(z, i1, 1 / theta[i1]), i0, -1 / theta[i0]))) }
  list(treated = theta[i1], untreated = theta[i0], difference = theta[i1] - theta[i0], ratio = theta[i1] / theta[i0], row = one(v$row), cluster = one(v$cluster))
}
out <- list()
# Means.
th <- c(mean(y[a == 1]), mean(y[a == 0]))
out$raw <- contrast(function(t) cbind(a * (y - t[1]), (1 - a) * (y - t[2])), th, 1, 2)
# g-formula.
G <- cbind(X[, 1], a, X[, -1]); G1 <- G; G1[, 2] <- 1; G0 <- G; G0[, 2] <- 0; b <- fit(y, G); k <- length(b)
psi <- function(t) { q <- t[1:k]; cbind(G * (y - plogis(as.numeric(G %*% q))), plogis(as.numeric(G1 %*% q)) - t[k + 1], plogis(as.numeric(G0 %*% q)) - t[k + 2]) }
out$g <- contrast(psi, c(b, mean(plogis(G1 %*% b)), mean(plogis(G0 %*% b))), k + 1, k + 2)
# Weights.
e <- fit(a, X); k <- length(e); ps <- function(q) plogis(as.numeric(X %*% q))
weigh <- function(w1, w0) { p <- ps(e); th <- c(e, weighted.mean(y, a * w1(p)), weighted.mean(y, (1 - a) * w0(p)))
  contrast(function(t) { p <- ps(t[1:k]); cbind(X * (a - p), a * w1(p) * (y - t[k + 1]), (1 - a) * w0(p) * (y - t[k + 2])) }, th, k + 1, k + 2) }
out$overlap <- weigh(function(p) 1 - p, function(p) p)
out$ipw <- weigh(function(p) 1 / p, function(p) 1 / (1 - p))
p <- ps(e); kish <- function(w) sum(w)^2 / sum(w^2)
out$effective <- list(overlap = c(kish((1 - p)[a == 1]), kish(p[a == 0])), ipw = c(kish((1 / p)[a == 1]), kish((1 / (1 - p))[a == 0])))
smd <- function(x, w = rep(1, n)) (weighted.mean(x[a == 1], w[a == 1]) - weighted.mean(x[a == 0], w[a == 0])) / sqrt((var(x[a == 1]) + var(x[a == 0])) / 2)
out$balance <- list(before = smd(d$size), ipw = smd(d$size, ifelse(a == 1, 1 / p, 1 / (1 - p))))
# AIPW: error from its own influence (both models estimated, neither contributes at first order when both are right).
m1 <- plogis(as.numeric(X %*% fit(y, X, a))); m0 <- plogis(as.numeric(X %*% fit(y, X, 1 - a)))
i1 <- m1 + a * (y - m1) / p; i0 <- m0 + (1 - a) * (y - m0) / (1 - p)
g <- rowsum(i1 - i0 - mean(i1 - i0), d$cluster)
out$aipw <- list(treated = mean(i1), untreated = mean(i0), difference = mean(i1 - i0), row = sd(i1 - i0) / sqrt(n), cluster = sqrt(sum(g^2) * 60 / 59) / n)
# Curve by wait.
never <- d$minutes < 0; lw <- ifelse(never, 0, log(1 + pmax(d$minutes, 0)))
kn <- unname(quantile(lw[!never], c(.05, .275, .5, .725, .95)))
spl <- function(x) { q <- function(v) pmax(v, 0)^3; K <- 5; cbind(x, sapply(1:(K - 2), function(j)
  (q(x - kn[j]) - q(x - kn[K - 1]) * (kn[K] - kn[j]) / (kn[K] - kn[K - 1]) + q(x - kn[K]) * (kn[K - 1] - kn[j]) / (kn[K] - kn[K - 1])) / (kn[K] - kn[1])^2)) }
at1 <- function(x) spl(c(x, x))[1, ]
W <- cbind(spl(lw), never); F <- cbind(1, W, X[, -1]); b <- fit(y, F); k <- length(b); at <- c(5, 30, 60, 240, 1440)
put <- function(row) { Z <- F; Z[, 2:6] <- matrix(row, n, 5, byrow = TRUE); Z }
Fs <- c(lapply(at, function(m) put(c(at1(log(1 + m)), 0))), list(put(c(at1(0), 1))))
late <- !never & d$minutes > 5
pr <- function(Z, q) plogis(as.numeric(Z %*% q))
th <- c(b, sapply(Fs, function(Z) mean(pr(Z, b))), mean(late * (pr(Fs[[1]], b) - pr(F, b))), mean(never * (pr(Fs[[1]], b) - pr(F, b))))
v <- stacked(function(t) { q <- t[1:k]; cbind(F * (y - pr(F, q)), sapply(1:6, function(i) pr(Fs[[i]], q) - t[k + i]),
  late * (pr(Fs[[1]], q) - pr(F, q)) - t[k + 7], never * (pr(Fs[[1]], q) - pr(F, q)) - t[k + 8]) }, th)
err <- function(v, i) sqrt(diag(v)[k + i]); lost <- function(v, i) sqrt(v[k + 1, k + 1] + v[k + i, k + i] - 2 * v[k + 1, k + i])
out$curve <- list(knots = kn, minutes = at, risk = th[k + 1:6], se = err(v$row, 1:6), clusterSe = err(v$cluster, 1:6), lostSe = sapply(2:5, function(i) lost(v$row, i)),
  forgone = th[k + 7:8] * n, forgoneSe = err(v$row, 7:8) * n)
# Instrument.
iv <- ivreg(won ~ treated + size + hour + source | off + size + hour + source, data = d); sm <- summary(iv, diagnostics = TRUE)
fs <- lm(treated ~ off + size + hour + source, d); rf <- lm(won ~ off + size + hour + source, d)
out$iv <- list(value = unname(coef(iv)[2]), classical = unname(sqrt(vcov(iv)[2, 2])), robust = sqrt(vcovHC(iv, "HC1")[2, 2]), clustered = sqrt(vcovCL(iv, d$cluster, type = "HC1")[2, 2]),
  f = unname(sm$diagnostics[1, "statistic"]), wu = unname(sm$diagnostics[2, "statistic"]), wuP = unname(sm$diagnostics[2, "p-value"]),
  robustF = unname(coef(fs)[2]^2 / vcovHC(fs, "HC1")[2, 2]), reduced = unname(coef(rf)[2]), reducedRobust = sqrt(vcovHC(rf, "HC1")[2, 2]))
iv2 <- ivreg(log(won + 1.5) ~ treated + size | off + hour + source + size, data = d); s2 <- summary(iv2, diagnostics = TRUE)
out$iv2 <- list(value = unname(coef(iv2)[2]), classical = unname(sqrt(vcov(iv2)[2, 2])), f = unname(s2$diagnostics[1, "statistic"]), wu = unname(s2$diagnostics[2, "statistic"]))
# Two-stage residual inclusion.
Z <- cbind(1, d$off, X[, -1]); ga <- unname(coef(lm(a ~ Z - 1))); R <- function(g) cbind(1, a, a - as.numeric(Z %*% g), X[, -1]); b <- fit(y, R(ga)); kz <- length(ga); k <- length(b)
setA <- function(M, v) { M[, 2] <- v; M }
th <- c(ga, b, mean(pr(setA(R(ga), 1), b)), mean(pr(setA(R(ga), 0), b)))
v <- stacked(function(t) { g <- t[1:kz]; q <- t[kz + 1:k]; M <- R(g); cbind(Z * (a - as.numeric(Z %*% g)), M * (y - pr(M, q)), pr(setA(M, 1), q) - t[kz + k + 1], pr(setA(M, 0), q) - t[kz + k + 2]) }, th)
i <- kz + k + 1; ds <- function(v) sqrt(v[i, i] + v[i + 1, i + 1] - 2 * v[i, i + 1])
out$inclusion <- list(logOdds = b[2], logOddsSe = sqrt(v$row[kz + 2, kz + 2]), difference = th[i] - th[i + 1], se = ds(v$row), clusterSe = ds(v$cluster))
out$control <- list(difference = weighted.mean(d$employees[a == 1], (1 - p)[a == 1]) - weighted.mean(d$employees[a == 0], p[a == 0]))
write_json(out, "causal.json", digits = I(17), auto_unbox = TRUE, pretty = 1)
