import { diffWordsWithSpace } from "diff";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";

/** The library looks at the clock, to be able to give up, and a static page must not: so the answer is cached. */
async function compareWords(before: string, after: string) {
  "use cache";
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({ value, added, removed }));
}

/** What changed between two wordings, word by word; struck through and underlined, and said to those who cannot see it. */
export async function WordDiff({ before, after }: { before: string; after: string }) {
  const t = await getTranslations("edits");
  const parts = await compareWords(before, after);
  return (
    <p className="word-diff">
      {parts.map(({ value, added, removed }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a diff is never rearranged, and its parts may be equal.
        <Fragment key={index}>
          {added && (
            <ins>
              <span className="sr-only">{t("added")}: </span>
              {value}
            </ins>
          )}
          {removed && (
            <del>
              <span className="sr-only">{t("removed")}: </span>
              {value}
            </del>
          )}
          {!added && !removed && value}
        </Fragment>
      ))}
    </p>
  );
}
