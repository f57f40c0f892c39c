import { expect, test } from "vitest";
import type { Credibility, NamedOrigin } from "@/rules/credibility";
import { explanationOf } from "./explanation";

/** Unbreakable and thin spaces are right in print and noise here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

const origin = (slug: string, more: Partial<NamedOrigin> = {}): NamedOrigin => ({
  slug,
  name: slug.toUpperCase(),
  stance: "supports",
  verified: true,
  hedge: null,
  record: { hits: 7, n: 9, group: "camera" },
  weight: 0.7,
  ...more,
});

const credibility: Credibility = {
  probability: 0.74,
  low: 0.58,
  high: 0.86,
  parts: {
    sources: {
      probability: 0.64,
      origins: 2,
      against: 0,
      base: { probability: 0.45, group: "camera", hits: 27, n: 61 },
      named: [
        origin("a"),
        origin("b", { verified: false, hedge: "could", record: { hits: 7, n: 10, group: "camera" } }),
      ],
    },
    crowd: { probability: 0.78, raters: 41, simulated: 0, newcomers: 2, joint: 3, weight: 0.6 },
    share: null,
    settledBy: null,
  },
};

test("a credibility is explained in both languages, by its origins, its raters and both together", () => {
  const { en, de } = explanationOf(credibility, { frozen: true, reconstructed: false });
  expect(en).toMatch(
    /^2 independent origins, right in 14 of 19 camera claims: 64%\. 41 raters: 78%\. Together 74%\. /,
  );
  expect(plain(de)).toMatch(
    /^2 unabhängige Ursprünge, richtig bei 14 von 19 Behauptungen zur Kamera: 64 %\. 41 Einschätzungen: 78 %\. Zusammen 74 %\. /,
  );
  expect(en).toContain("B (only credited by others), hedging with “could”: right in 7 of 10 camera claims.");
  expect(plain(de)).toContain("Was bekannt ist, lässt alles von 58 % bis 86 % zu.");
  expect(en).toContain("This is the last number before the fact was public.");
});

test("no sentence shows an argument that was not filled in", () => {
  for (const crowd of [null, { ...credibility.parts.crowd, raters: 1, simulated: 1, newcomers: 1, joint: 0 }])
    for (const outcome of ["confirmed", "refuted", null] as const) {
      const settledBy = outcome && { claimId: "x", outcome };
      const parts = { ...credibility.parts, crowd, settledBy, share: 0.2 } as Credibility["parts"];
      const said = explanationOf({ ...credibility, parts }, { frozen: false, reconstructed: true });
      for (const text of [said.en, said.de]) expect(text).not.toMatch(/[{}<>]|explanation\./);
    }
});
