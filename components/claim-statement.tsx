import { useLocale } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { isLocale } from "@/rules/locales";
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
  const value = isLocale(claim.language) ? formatValue(claim.value, claim.attribute, claim.language) : "";
  const at = value ? claim.statement.replaceAll("\u00a0", " ").indexOf(value.replaceAll("\u00a0", " ")) : -1;
  if (at < 0) return <Standing state={state}>{claim.statement}</Standing>;
  return (
    <>
      {claim.statement.slice(0, at)}
      <s>{claim.statement.slice(at, at + value.length)}</s>
      {claim.statement.slice(at + value.length)}
    </>
  );
}
