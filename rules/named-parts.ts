import type { Span } from "./spans";

/** Something with a name of its own, as its attribute compares it: "Snapdragon 8 Plus Gen 1" is `snapdragon8+gen1`. */
export type NamedPart = Span & { key: string };

/** What one attribute's values are called, in texts and in claims; `near` has to stand in the sentence, `not` must not in the clause. */
type Naming = { pattern: RegExp; key?(written: string): string; near?: RegExp; not?: RegExp };

const start = "(?<![\\p{L}\\p{N}])";
const end = "(?![\\p{L}\\p{N}])";

function naming(pattern: string, rest: Omit<Naming, "pattern"> = {}): Naming {
  return { pattern: new RegExp(`${start}(?:${pattern})${end}`, "giu"), ...rest };
}

function fold(written: string): string {
  return written
    .toLowerCase()
    .replace(/plus/g, "+")
    .replace(/[\s\u00a0\u202f‑-]+/gu, "");
}

const plus = "(?:\\s?\\+|[\\s-]?plus\\b)?";
const placed: [key: string, pattern: RegExp][] = [
  ["under", /under|unter|in-?display|im display/i],
  ["side", /side|seit|power|ein-?schalt|taste|button/i],
  ["rear", /rear|back|rück|hinten/i],
];
const materials: [key: string, pattern: RegExp][] = [
  ["titanium", /titan/i],
  ["steel", /steel|stahl/i],
  ["aluminium", /alumin/i],
];

function firstKey(list: [key: string, pattern: RegExp][]): (written: string) => string {
  return (written) => list.find(([, pattern]) => pattern.test(written))?.[0] ?? fold(written);
}

const namings: Record<string, Naming> = {
  chip: naming(
    `snapdragon\\s?\\d{1,3}[a-z]?${plus}(?:\\s?gen\\s?\\d)?${plus}(?:\\s?elite)?|dimensity\\s?\\d{3,4}${plus}|exynos\\s?\\d{3,4}|kirin\\s?\\d{3,4}[a-z]?|tensor(?:\\s?g\\d)?|(?<!galaxy\\s)a1\\d(?:\\s(?:bionic|pro))?`,
    {
      key: (written) => fold(written).replace(/bionic$/, ""),
      not: /modem|power management|charging chip|ladechip|security chip|sicherheitschip/iu,
    },
  ),
  "main-camera-sensor": naming("imx\\s?\\d{3}|isocell\\s?[a-z]{2}\\d|[ghj][npw]\\d", {
    key: (written) => fold(written).replace(/^isocell/, ""),
    not: /ultra-?\s?wide|ultra-?weit|tele|front|selfie/iu,
  }),
  "main-sensor-format": naming(
    "1(?:/\\d(?:[.,]\\d{1,2})?)?[\\s-]?(?:inch|zoll)(?:[\\s-](?:type|typ|format))?",
    {
      key: (written) => /^1(?:\/\d(?:[.,]\d{1,2})?)?/.exec(written)?.[0].replace(",", ".") ?? written,
      near: /sensor|imx\d|camera|kamera|type|typ/iu,
      not: /ultra-?\s?wide|ultra-?weit|tele|front|selfie|display/iu,
    },
  ),
  "ip-rating": naming("ip\\s?(?:\\d{2}|x\\d|\\dx)", {}),
  "camera-partner": naming("leica|hasselblad|zeiss|olympus", {
    near: /camera|kamera|photo|foto|lens|objektiv|optic|optik|imaging|bild|partner|engineer|entwickelt|leica|zeiss|hasselblad/iu,
  }),
  port: naming("usb[\\s-]?(?:type[\\s-]?)?c|lightning|micro-?usb", {
    key: (written) => fold(written).replace("type", ""),
    near: /port|connector|anschluss|buchse|stecker|connect/iu,
    not: /adapt|netzteil|headphone|earpod|kopfhörer|ohrhörer|in the box|lieferumfang|beilieg/iu,
  }),
  "usb-speed": naming("usb\\s?\\d(?:\\.[\\dx])?|thunderbolt(?:\\s?\\d)?", {
    key: (written) => fold(written).replace(/\.0$/, ""),
  }),
  wifi: naming("wi-?fi\\s?\\d[e]?|wlan\\s?\\d[e]?", {
    key: (written) => fold(written).replace("wlan", "wifi"),
  }),
  "operating-system": naming("harmonyos\\s?\\d{1,2}(?:\\.\\d)?|android\\s?\\d{1,2}|ios\\s?\\d{1,2}", {
    not: /update|upgrade|later|später/iu,
  }),
  "frame-material": naming("titan(?:ium)?|(?:stainless[\\s-])?steel|(?:edel)?stahl|aluminiu?m", {
    key: firstKey(materials),
    near: /frame|rahmen/iu,
  }),
  "fingerprint-sensor": naming(
    "under(?:neath)?[\\s-](?:the[\\s-])?display|in[\\s-]display|im display|unter dem display|side[\\s-](?:button|mounted)|seit(?:lich|entaste)\\w*|rear|rückseite",
    { key: firstKey(placed), near: /fingerprint|fingerabdruck|touch id/iu },
  ),
};

export function namingOf(slug: string): Naming | null {
  return namings[slug] ?? null;
}

/** The parts of one kind that a text names, in order, each by the key that tells it from others. */
export function findParts(slug: string, text: string): NamedPart[] {
  const known = namings[slug];
  if (!known) return [];
  return [...text.matchAll(known.pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    key: (known.key ?? fold)(match[0]),
  }));
}

/** Whether a part said is the one meant; "USB 3.x" means any of its third generation. */
export function isSamePart(said: string, meant: string): boolean {
  return said === meant || (meant.endsWith(".x") && said.startsWith(meant.slice(0, -2)));
}
