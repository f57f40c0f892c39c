/**
 * What is believed of a share of hits before anything is settled: as if ten had come out, half of them well. In the example data
 * 249 of 455 pairs of an origin and a settled claim were strict hits, so a short lucky run is pulled toward one in two.
 */
const priorHits = 5;
const priorMisses = 5;

/** The prior of a track record, for pages that explain it. */
export const trackRecordPrior = { hits: priorHits, misses: priorMisses } as const;

/** Share of the belief that lies below the low end, and above the high one. */
const TAIL = 0.1;

/** A share of hits with its 80 % interval; everything 0..1. */
export type Share = { mean: number; low: number; high: number };

/**
 * How often someone is right, from `hits` of `n` settled claims: the mean of Beta(5 + hits, 5 + misses) with its 10 % and 90 %
 * quantiles (beta reputation, Jøsang and Ismail 2002). Ranked by `low`, so that few hits never beat many.
 */
export function shareOfHits({ hits, n }: { hits: number; n: number }): Share {
  const [a, b] = [priorHits + hits, priorMisses + n - hits];
  return { mean: a / (a + b), low: betaQuantile(TAIL, a, b), high: betaQuantile(1 - TAIL, a, b) };
}

/** The x below which the share `q` (0..1) of a Beta(a, b) lies, by bisection to about 1e-12. */
export function betaQuantile(q: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < q) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of a Beta(a, b) below x: the regularised incomplete beta function (DLMF 8.17.22, its continued fraction). */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return (front / a) * continuedFraction(x, a, b);
}

/** 1/(1+ d1/(1+ d2/(1+ …))), evaluated forwards by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const atLeastTiny = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / atLeastTiny(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const coefficient of [even, odd]) {
      d = 1 / atLeastTiny(1 + coefficient * d);
      c = atLeastTiny(1 + coefficient / c);
      step = c * d;
      value *= step;
    }
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return value;
}

/** Natural logarithm of the gamma function for x > 0 (Lanczos 1964, g = 7, nine terms; about 15 digits). */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const shifted = x - 1;
  const sum = terms.reduce((all, term, at) => all + term / (shifted + at + 1), 0.99999999999980993);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
