import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry, VerdictEntry } from "@/db/claims";
import { ClaimSubject } from "./claim-subject";
import { Notice } from "./ui/notice";
import { VerdictConflict } from "./verdict-conflict";

type WorkbenchConflictsProps = {
  conflicts: { claim: ClaimEntry; theirs: VerdictEntry; yours: VerdictEntry }[];
  /** How many other decisions are kept. */
  kept: number;
};

/** Claims somebody else has settled while this moderator was at it: what stands now beside what was decided here. */
export function WorkbenchConflicts({ conflicts, kept }: WorkbenchConflictsProps) {
  const locale = useLocale();
  const t = useTranslations("workbench.conflicts");
  return (
    <section className="wb-conflicts" aria-labelledby="conflicts">
      <h2 id="conflicts">{t("title")}</h2>
      <Notice kind="problem">
        <p>
          {t("intro")} {t("rest", { count: kept })}
        </p>
      </Notice>
      {conflicts.map(({ claim, theirs, yours }) => (
        <div key={claim.id}>
          <ClaimSubject claim={claim} />
          <VerdictConflict theirs={theirs} yours={yours} />
          <p>
            <a href={`/${locale}/claims/${claim.id}/rule`}>{t("again")}</a>
          </p>
        </div>
      ))}
    </section>
  );
}
