# Expected values for the regression tests, made by R 4.2.2 with sandwich 3.0-2, Hmisc 4.8, pROC 1.18, glmnet 4.1-6,
# brglm 0.7.2 and rpart 4.1.19.
# Run in this folder: Rscript regression.R. It writes rows.csv, separated.csv, longley.csv, mtcars.csv, regression.json.
suppressMessages({library(sandwich); library(Hmisc); library(pROC); library(glmnet); library(brglm); library(rpart); library(jsonlite)})
set.seed(20240501)
n <- 600
d <- data.frame(
  age = round(rnorm(n, 40, 9), 3), size = round(exp(rnorm(n, 4, 1.2)), 2), noise = round(rnorm(n), 4),
  source = sample(c("chat", "form", "phone", "web"), n, TRUE, c(.2, .4, .1, .3)),
  region = sample(c("east", "north", "west"), n, TRUE), cluster = sample(1:40, n, TRUE),
  frequency = sample(1:3, n, TRUE), share = round(runif(n, .3, 3), 4), offset = round(runif(n, -.5, .5), 4))
shock <- rnorm(40, 0, .6)[d$cluster]
eta <- -1 + .04 * (d$age - 40) + .3 * (log(d$size) - 4) + c(chat = .5, form = 0, phone = .8, web = -.4)[d$source] + shock
d$won <- rbinom(n, 1, plogis(eta))
d$value <- round(10 + .3 * d$age + .002 * d$size + c(east = 0, north = 2, west = -1)[d$region] + shock * 3 + rnorm(n, 0, 2 + d$age / 20), 4)
d$score <- round(plogis(eta + rnorm(n)), 2)
write.csv(d, "rows.csv", row.names = FALSE, quote = FALSE)
d$source <- relevel(factor(d$source), "form"); d$region <- factor(d$region)
out <- list()
co <- function(fit, v = vcov(fit)) list(names = names(coef(fit)), value = unname(coef(fit)), se = unname(sqrt(diag(v))))
f <- value ~ age + size + noise + source + region
m <- lm(f, d)
out$ols <- c(co(m), sigma = sigma(m), r2 = summary(m)$r.squared, p = list(unname(summary(m)$coef[, 4])),
  low = list(unname(confint(m)[, 1])), high = list(unname(confint(m)[, 2])))
out$olsRobust <- co(m, vcovHC(m, "HC1")); out$olsClustered <- co(m, vcovCL(m, d$cluster, type = "HC1"))
mw <- lm(f, d, weights = share)
out$wls <- c(co(mw), sigma = sigma(mw)); out$wlsRobust <- co(mw, vcovHC(mw, "HC1")); out$wlsClustered <- co(mw, vcovCL(mw, d$cluster, type = "HC1"))
tight <- glm.control(epsilon = 1e-15, maxit = 60)
# R's covariance is that of one step before the last: a step from the answer makes it the answer's.
glm <- function(formula, family, data, ...) { mc <- match.call(); mc[[1]] <- quote(stats::glm); f <- eval(mc, parent.frame())
  mc$start <- coef(f); eval(mc, parent.frame()) }
g <- won ~ age + size + noise + source + region
b <- glm(g, binomial, d, control = tight)
out$logit <- c(co(b), loglik = as.numeric(logLik(b)))
out$logitRobust <- co(b, vcovHC(b, "HC1")); out$logitClustered <- co(b, vcovCL(b, d$cluster, type = "HC1"))
bo <- glm(update(g, . ~ . + offset(offset)), binomial, d, control = tight); out$logitOffset <- co(bo)
bf <- glm(g, binomial, d, weights = frequency, control = tight)
out$logitFrequency <- c(co(bf), loglik = as.numeric(logLik(bf)))
long <- d[rep(1:n, d$frequency), ]
bl <- glm(g, binomial, long, control = tight); out$logitFrequencyRobust <- co(bl, vcovHC(bl, "HC1"))
bp <- suppressWarnings(glm(g, binomial, d, weights = share, control = tight)); out$logitProbability <- co(bp, vcovHC(bp, "HC1"))
X <- model.matrix(g, d)
la <- glmnet(X[, -1], d$won, "binomial", lambda = c(.1, .05, .02), thresh = 1e-20, maxit = 1e7)
out$lasso <- list(names = colnames(X), penalty = la$lambda, value = lapply(1:3, function(i) unname(c(la$a0[i], as.numeric(la$beta[, i])))))
# Ridge by hand: Newton on the penalised mean log likelihood of standardised columns.
sds <- apply(X[, -1], 2, function(x) sqrt(mean((x - mean(x))^2))); beta <- rep(0, ncol(X)); P <- diag(c(0, .1 * n * sds^2))
for (i in 1:200) { p <- as.numeric(plogis(X %*% beta)); H <- t(X) %*% (X * p * (1 - p)) + P
  beta <- beta + as.numeric(solve(H, t(X) %*% (d$won - p) - P %*% beta, tol = 1e-30)) }
out$ridge <- list(names = colnames(X), penalty = .1, value = beta)
# Separation: nobody from the last source wins, and one numeric column is rare.
s <- head(d, 80); s$source <- as.character(s$source); s$won[s$source == "phone"] <- 0
write.csv(s[, c("age", "noise", "source", "won")], "separated.csv", row.names = FALSE, quote = FALSE)
s$source <- relevel(factor(s$source), "form")
br <- brglm(won ~ age + noise + source, binomial, s, method = "brglm.fit", control.brglm = brglm.control(br.epsilon = 1e-14, br.maxit = 2000))
out$firth <- co(br)
out$spline <- list(x = c(1, 5, 20, 60, 150, 800), knots5 = attr(rcspline.eval(d$size, nk = 5, inclx = TRUE), "knots"),
  columns5 = unname(apply(rcspline.eval(c(1, 5, 20, 60, 150, 800), knots = attr(rcspline.eval(d$size, nk = 5), "knots"), inclx = TRUE), 1, as.numeric, simplify = FALSE)),
  knots = lapply(3:7, function(k) as.numeric(attr(rcspline.eval(d$size, nk = k), "knots"))), knotsFew = as.numeric(attr(rcspline.eval(d$size[1:60], nk = 5), "knots")))
r <- roc(d$won, d$score, quiet = TRUE, direction = "<"); ci <- as.numeric(ci.auc(r, method = "delong"))
out$auc <- list(area = as.numeric(auc(r)), low = ci[1], high = ci[3])
out$brier <- mean((d$score - d$won)^2)
cl <- glm(won ~ qlogis(pmin(pmax(score, 1e-9), 1 - 1e-9)), binomial, d, control = tight); out$slope <- list(value = unname(coef(cl)[2]), se = unname(sqrt(vcov(cl)[2, 2])))
iso <- isoreg(d$age, d$value); out$isotonic <- list(values = d$value[order(d$age)][1:200], fit = isoreg(d$value[order(d$age)][1:200])$yf)
tr <- rpart(factor(won) ~ age + size + noise + source + region, d, method = "class", parms = list(split = "gini"),
  control = rpart.control(maxdepth = 3, minbucket = 50, minsplit = 100, cp = -1, xval = 0, maxsurrogate = 0, maxcompete = 0))
out$tree <- list(first = as.character(tr$frame$var[1]), split = unname(tr$splits[1, "index"]), rates = sort(unique(unname(predict(tr)[, 2]))), leaves = sum(tr$frame$var == "<leaf>"),
  prediction = unname(predict(tr)[, 2]))
write.csv(longley, "longley.csv", row.names = FALSE); ll <- lm(Employed ~ GNP.deflator + GNP + Unemployed + Armed.Forces + Population + Year, longley)
out$longley <- c(co(ll), sigma = sigma(ll))
write.csv(mtcars, "mtcars.csv", row.names = FALSE); mm <- glm(am ~ wt + hp, binomial, mtcars, control = tight); out$mtcars <- c(co(mm), loglik = as.numeric(logLik(mm)))
write_json(out, "regression.json", digits = I(17), auto_unbox = TRUE, pretty = 1)
