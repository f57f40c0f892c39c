import { z } from "@hono/zod-openapi";
import { createTranslator } from "next-intl";
import de from "@/messages/de.json";
import en from "@/messages/en.json";
import type { Credibility } from "@/rules/credibility";
import { claimsKey, explain, type Sentence, type Standing } from "@/rules/explanation";

/** Made once: a translator keeps what it has parsed. */
const translators = {
  en: createTranslator({ locale: "en", messages: en, namespace: "explanation" }),
  de: createTranslator({ locale: "de", messages: de, namespace: "explanation" }),
};

export const explanationAnswer = z
  .object({ en: z.string(), de: z.string() })
  .openapi("Explanation", { description: "Why the credibility is what it is, from its parts, in words." });

/** The sentences of the claim's page as running text. */
export function explanationOf(
  credibility: Credibility,
  standing: Standing,
): z.input<typeof explanationAnswer> {
  const { lead, parts } = explain(credibility, standing);
  const said = [...lead, ...parts];
  return { en: inWords(said, "en"), de: inWords(said, "de") };
}

function inWords(sentences: Sentence[], locale: keyof typeof translators): string {
  const t = translators[locale];
  return sentences
    .map(({ key, values, group }) =>
      t.markup(`sentences.${key}`, {
        ...values,
        claims: t(`claims.${claimsKey(group)}`),
        source: (name) => name,
      }),
    )
    .join(" ");
}
