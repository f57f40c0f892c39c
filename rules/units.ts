type Unit = { dimension: string; factor: number };

const dimensions: Record<string, Record<string, number>> = {
  power: { mW: 0.001, W: 1, kW: 1000 },
  charge: { mAh: 1, Ah: 1000 },
  // As phones are sold and as hearsay/1 counts: a terabyte is 1024 gigabytes.
  memory: { kB: 1 / 1024 / 1024, MB: 1 / 1024, GB: 1, TB: 1024 },
  frequency: { Hz: 1, kHz: 1000, MHz: 1_000_000, GHz: 1_000_000_000 },
  mass: { mg: 0.001, g: 1, kg: 1000, oz: 28.349523125 },
  length: { nm: 0.000001, µm: 0.001, um: 0.001, mm: 1, cm: 10, m: 1000, in: 25.4 },
  time: { s: 1, min: 60, h: 3600, days: 86_400 },
  calendar: { months: 1, years: 12 },
  resolution: { MP: 1 },
  luminance: { nits: 1 },
  magnification: { x: 1 },
  count: { thousand: 1000, million: 1_000_000, billion: 1_000_000_000 },
};

const spellings: Record<string, string> = {
  '"': "in",
  "″": "in",
  inch: "in",
  inches: "in",
  watt: "W",
  watts: "W",
  hour: "h",
  hours: "h",
  minute: "min",
  minutes: "min",
  second: "s",
  seconds: "s",
  day: "days",
  month: "months",
  year: "years",
  gram: "g",
  grams: "g",
  megapixel: "MP",
  megapixels: "MP",
  "×": "x",
  nit: "nits",
  mio: "million",
};

const known = new Map<string, Unit>(
  Object.entries(dimensions).flatMap(([dimension, units]) =>
    Object.entries(units).map(([name, factor]): [string, Unit] => [name, { dimension, factor }]),
  ),
);
const folded = new Map([...known].map(([name, unit]) => [name.toLowerCase(), unit]));

/** Case tells mW from MW, so the exact spelling goes first and a folded one only helps where nothing matched. */
function find(unit: string): Unit | undefined {
  const name = unit.trim();
  return known.get(name) ?? known.get(spellings[name.toLowerCase()] ?? "") ?? folded.get(name.toLowerCase());
}

/** Drops the noise of binary fractions: 8.05 - 8 is 0.05, not 0.05000000000000071. */
export function roundNoise(number: number): number {
  return Number(number.toPrecision(12));
}

/**
 * The factor that turns a number in `from` into one in `to`; null when the two do not measure the same thing.
 * A missing unit means the attribute's own.
 */
export function conversionFactor(from: string | null, to: string | null): number | null {
  if (from === null || from === to) return 1;
  if (to === null) return null;
  const [a, b] = [find(from), find(to)];
  if (a && b) return a.dimension === b.dimension ? a.factor / b.factor : null;
  return from.trim().toLowerCase() === to.toLowerCase() ? 1 : null;
}
