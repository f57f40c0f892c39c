import type { ClaimEntry } from "@/db/claims";
import type messages from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import { fill } from "./fill";
import { formatValue } from "./format";
import { Mark } from "./ui/mark";

type SimilarClaimsProps = {
  locale: Locale;
  words: (typeof messages)["submit"];
  states: (typeof messages)["vocabulary"]["state"];
  claims: ClaimEntry[];
};

/** Claims that the typed one probably repeats. Its buttons send the form below, as a report on one of them or as it is. */
export function SimilarClaims({ locale, words, states, claims }: SimilarClaimsProps) {
  const { similar } = words;
  return (
    <section className="similar" aria-labelledby="similar-title">
      <h2 id="similar-title">{similar.title}</h2>
      <p>{similar.text}</p>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <p>
              <b>
                {claim.attribute.name[locale]}: {formatValue(claim.value, claim.attribute, locale)}
              </b>{" "}
              {claim.scope && <span>({claim.scope}) </span>}
              <Mark state={claim.verdict?.outcome ?? "rumored"}>
                {states[claim.verdict?.outcome ?? "rumored"]}
              </Mark>{" "}
              <span>{fill(words.rivals.reports, { count: claim.reports.length })}</span>
            </p>
            <p>
              <a
                id={`similar-${claim.id}`}
                href={`/${locale}/claims/${claim.id}`}
                lang={claim.language}
                target="_blank"
                rel="noopener"
              >
                {claim.statement}
              </a>
            </p>
            <button
              type="submit"
              form="submit-rumor"
              name="reportOn"
              value={claim.id}
              aria-describedby={`similar-${claim.id}`}
            >
              {similar.add}
            </button>
          </li>
        ))}
      </ul>
      <h3>{similar.other}</h3>
      <p>{similar.otherText}</p>
      <button type="submit" form="submit-rumor" name="insist" value="true">
        {similar.insist}
      </button>
      <p className="hint">{similar.kept}</p>
    </section>
  );
}
