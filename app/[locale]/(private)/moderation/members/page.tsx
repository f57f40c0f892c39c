import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import { type ListedMember, listMembers } from "@/db/member-files";
import { objectionToModerating } from "@/rules/moderation";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trust.members");
  return { title: t("title"), description: t("description") };
}

/** Members by handle; without one those with a role, and those suspended. */
export default async function MembersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, locale, viewer] = await Promise.all([searchParams, currentLocale(), viewerOfRequest()]);
  const t = await getTranslations("trust.members");
  const objection = objectionToModerating(viewer);
  const asked = queryValue(query, "handle", 30)?.trim().toLowerCase().replace(/^@/, "") || null;
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/members`} />
      ) : (
        <>
          <form action={`/${locale}/moderation/members`} className="narrow-form">
            <Field name="handle" label={t("handle")}>
              {(control) => (
                <input
                  {...control}
                  maxLength={31}
                  autoCapitalize="none"
                  spellCheck={false}
                  defaultValue={asked ?? undefined}
                />
              )}
            </Field>
            <div className="actions">
              <Button look="primary">{t("search")}</Button>
            </div>
          </form>
          <h2>{t(asked ? "found" : "looked")}</h2>
          <MemberList members={await listMembers(asked)} />
        </>
      )}
    </div>
  );
}

async function MemberList({ members }: { members: ListedMember[] }) {
  const t = await getTranslations("trust.members");
  const roleName = await getTranslations("vocabulary.role");
  const locale = await currentLocale();
  if (members.length === 0) return <p>{t("none")}</p>;
  return (
    <ul className="rows">
      {members.map(({ handle, role, appointed, simulated, suspended }) => (
        <li key={handle} className="actions">
          <a href={`/${locale}/moderation/members/${handle}`}>@{handle}</a>
          <span>
            {roleName(role)} {role === "contributor" && <small>({t(appointed ? "given" : "earned")})</small>}
          </span>
          {suspended && <Tag tone="refuted">{t("suspended")}</Tag>}
          {simulated && <Tag dashed>{t("simulated")}</Tag>}
        </li>
      ))}
    </ul>
  );
}
