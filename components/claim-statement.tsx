import { useLocale } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { isLocale, type Locale } from "@/rules/locales";
import { ClaimValue, Standing } from "./claim-value";
import { formatValue } from "./format";
import { stateOf } from "./slots";

type Stated = Pick<ClaimEntry, "statement" | "language" | "value" | "attribute" | "scope" | "verdict">;

/** The sentence of a claim. In another language the attribute and the formatted value come first, and the sentence says its own. */
export function ClaimStatement({ claim }: { claim: Stated }) {
  const locale = useLocale();
  if (claim.language === locale) return <Sentence claim={claim} />;
  return (
    <>
      {claim.attribute.name[locale]}
      {claim.scope && ` (${claim.scope})`}: <ClaimValue claim={claim} />
      <small className="original" lang={claim.language}>
        {claim.statement}
      </small>
    </>
  );
}

/** Of a refuted sentence only the wrong value is struck, where the sentence holds it as written. */
function Sentence({ claim }: { claim: Stated }) {
  const state = stateOf(claim);
  if (state !== "refuted") return state === "rumored" ? <i>{claim.statement}</i> : claim.statement;
  const wrong = isLocale(claim.language) && findValue(claim, claim.language);
  if (!wrong) return <Standing state={state}>{claim.statement}</Standing>;
  const [at, length] = wrong;
  return (
    <>
      {claim.statement.slice(0, at)}
      <s>{claim.statement.slice(at, at + length)}</s>
      {claim.statement.slice(at + length)}
    </>
  );
}

/** Where a sentence says its value: as it is formatted, or the number with the word after it ("200 megapixels"). */
function findValue({ statement, value, attribute }: Stated, locale: Locale): [number, number] | null {
  const text = escaped(formatValue(value, attribute, locale).replaceAll("\u00a0", " "));
  const number = "number" in value ? escaped(new Intl.NumberFormat(locale).format(value.number)) : null;
  const pattern = number ? `(?:${text}(?!\\p{L})|${number}\\s?\\p{L}*)` : text;
  const found = new RegExp(`(?<![\\p{L}\\p{N}.,])${pattern}(?![\\p{L}\\p{N}])`, "u").exec(
    statement.replaceAll("\u00a0", " "),
  );
  return found ? [found.index, found[0].length] : null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
