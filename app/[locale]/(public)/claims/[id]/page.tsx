import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { BeliefChart } from "@/components/belief-chart";
import { BeliefEvents, eventsOf } from "@/components/belief-events";
import { ClaimActions } from "@/components/claim-actions";
import { ClaimHead } from "@/components/claim-head";
import { ClaimLinks } from "@/components/claim-links";
import { ClaimRivals } from "@/components/claim-rivals";
import { ClaimWording } from "@/components/claim-wording";
import { CredibilityWhy } from "@/components/credibility-why";
import { DiscussionThreads } from "@/components/discussion";
import { formatValue } from "@/components/format";
import { FormerPlaces } from "@/components/former-places";
import { ProvenanceGraph } from "@/components/provenance-graph";
import { RateClaim } from "@/components/rate-claim";
import { RatingSpread } from "@/components/rating-spread";
import { ReportTree } from "@/components/report-tree";
import { Revisions } from "@/components/revisions";
import { SubjectLinks } from "@/components/subject-links";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { VerdictHistory } from "@/components/verdict-history";
import { VerdictStamp } from "@/components/verdict-stamp";
import { listBelief } from "@/db/belief";
import { byCredibility, type ClaimEntry, findClaimPage } from "@/db/claims";
import { findDiscussion } from "@/db/comments";
import { listContests } from "@/db/contest-lists";
import { findWording } from "@/db/edits";
import { listFormerPlaces } from "@/db/identity-lists";
import { findMergedInto } from "@/db/identity-redirects";
import { listReopenings } from "@/db/reopenings";
import { contestableUntil } from "@/rules/contests";

type Props = { params: Promise<{ id: string }> };

/** The build reads no database; real claims are rendered when first asked for. */
const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ id: placeholder }];
}

/** A claim that was merged away leads to the one that stands for it. */
async function findMovedTo(id: string) {
  const movedTo = id === placeholder ? null : await findMergedInto("claims", id);
  return movedTo ? { movedTo } : null;
}

async function loadClaim(id: string) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `claim:${id}`);
  const page = id === placeholder ? null : await findClaimPage(id);
  if (!page) return findMovedTo(id);
  const [belief, discussion, moved, wording, contests, reopenings] = await Promise.all([
    listBelief([id, ...page.rivals.map((rival) => rival.id)]),
    findDiscussion(id),
    listFormerPlaces(id),
    findWording(id),
    listContests(id),
    listReopenings(id),
  ]);
  const until = untilWhen(page.claim.verdict);
  return { ...page, belief, discussion, moved, wording, contests, reopenings, until };
}

/** Until when its verdict can be objected to, as of when the page was made; then the link's own date tells. */
function untilWhen(verdict: ClaimEntry["verdict"]): string | null {
  const until = verdict && contestableUntil(verdict);
  return until && until > new Date() ? until.toISOString() : null;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await loadClaim((await params).id);
  if (!page || "movedTo" in page) return {};
  const { claim } = page;
  const t = await getTranslations("claim");
  const locale = await currentLocale();
  const attribute = claim.attribute.name[locale];
  return publicMetadata({
    locale,
    path: `/claims/${claim.id}`,
    title: t("title", {
      device: claim.device.name,
      attribute: claim.scope ? `${attribute} (${claim.scope})` : attribute,
      value: formatValue(claim.value, claim.attribute, locale),
    }),
    description: t("description", {
      statement: claim.statement,
      origins: claim.provenance.independentOrigins,
      reports: claim.provenance.supportingReports,
    }),
  });
}

export default async function ClaimPage({ params }: Props) {
  const page = await loadClaim((await params).id);
  if (!page) notFound();
  if ("movedTo" in page) permanentRedirect(`/${await currentLocale()}/claims/${page.movedTo}`);
  const { claim, rivals, formerVerdicts, belief, discussion, wording } = page;
  const events = eventsOf(claim);
  const t = await getTranslations("claim");
  const provenance = await getTranslations("provenance");
  const moved = await getTranslations("belief");
  const talk = await getTranslations("discussion");
  const rule = await getTranslations("moderate.rule");
  const past = await getTranslations("contests.history");
  const locale = await currentLocale();
  return (
    <>
      <ClaimHead claim={claim} />
      <FormerPlaces places={page.moved} />
      <ClaimWording claimId={claim.id} wording={wording} />
      <div className="claim-columns">
        <Section id="reports" title={t("reports.title")} intro={t("reports.intro")}>
          <ProvenanceGraph claim={claim} rivals={rivals} listId="report-list" />
          <h3 className="graph-list-title" id="report-list">
            {provenance("asList")}
          </h3>
          <ReportTree claim={claim} detailed />
          <Revisions claim={claim} rivals={rivals} />
        </Section>
        <aside aria-label={t("aside")}>
          {claim.verdict && <VerdictStamp verdict={claim.verdict} />}
          <h2>{t(claim.verdict ? "atClose" : "credibility")}</h2>
          <CredibilityWhy claim={claim} />
          <h2>{t("spread.title")}</h2>
          <RatingSpread ratings={claim.ratings} />
          <RateClaim
            id={claim.id}
            locale={locale}
            deviceSlug={claim.device.slug}
            closed={claim.verdict !== null}
            crowd={claim.credibility.parts.crowd}
          />
          <ClaimActions
            locale={locale}
            claimId={claim.id}
            submittedBy={claim.submittedBy?.handle ?? null}
            ruled={claim.verdict !== null}
            words={{ rule: rule("link"), again: rule("again") }}
          />
          <ClaimLinks claimId={claim.id} contestUntil={page.until} />
        </aside>
      </div>
      <Section id="belief" title={moved("title")} intro={moved("introClaim")}>
        <BeliefChart
          claims={[claim, ...rivals.slice(0, 2)]}
          belief={belief}
          marks={events.map(({ day }) => day)}
        />
        <BeliefEvents claim={claim} events={events} points={belief.get(claim.id) ?? []} />
      </Section>
      {rivals.length > 0 && (
        <Section id="rivals" title={t("rivals.title")} intro={t("rivals.intro")}>
          <ClaimRivals claims={[claim, ...rivals].sort(byCredibility)} current={claim.id} />
        </Section>
      )}
      {formerVerdicts.length > 0 && (
        <Section id="former" title={t("former.title")} intro={t("former.intro")}>
          <div className="stamps">
            {formerVerdicts.map((verdict) => (
              <VerdictStamp key={verdict.id} verdict={verdict} />
            ))}
          </div>
        </Section>
      )}
      {page.contests.length + page.reopenings.length > 0 && (
        <Section id="objections" title={past("title")} intro={past("intro")}>
          <VerdictHistory contests={page.contests} reopenings={page.reopenings} />
        </Section>
      )}
      <Section id="discussion" title={talk("title")} intro={talk("intro")}>
        {discussion.threads.length > 0 ? (
          <DiscussionThreads claimId={claim.id} threads={discussion.threads} />
        ) : (
          <p className="hint">{talk("none")}</p>
        )}
        <p className="actions">
          <ButtonLink href={`/${locale}/claims/${claim.id}/discussion`}>
            {talk("write")}
            {discussion.next && ` (${talk("count", { count: discussion.count })})`}
          </ButtonLink>
        </p>
      </Section>
      <SubjectLinks kind="claim" id={claim.id} />
    </>
  );
}
