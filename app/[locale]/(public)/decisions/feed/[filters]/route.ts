import { generateAtomFeed } from "feedsmith";
import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { siteOrigin } from "@/app/site";
import { type DecisionWords, detailOf, linksOf } from "@/components/decision-words";
import { type DecisionEntry, listDecisions } from "@/db/decisions";
import { type DecisionFilters, decisionQuery, parseDecisionSegment } from "@/rules/decisions";
import { isLocale, type Locale } from "@/rules/locales";
import { outcomes } from "@/rules/vocabulary";

const A_FEED = 50;

type Context = { params: Promise<{ locale: string; filters: string }> };

/** The log as an Atom feed, in the language and narrowed as its page is; what the address is rewritten to. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, filters } = await params;
  const feed = isLocale(locale) ? await makeFeed(locale, filters) : null;
  if (!feed) return new Response("Not found\n", { status: 404 });
  return new Response(feed, {
    headers: {
      "content-type": "application/atom+xml; charset=utf-8",
      // The process keeps it until something is decided, as it does a page.
      "cache-control": "public, max-age=0, s-maxage=3600, must-revalidate",
    },
  });
}

async function makeFeed(locale: Locale, segment: string): Promise<string | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "decisions");
  const filters = parseDecisionSegment(segment);
  const entries = filters && (await listDecisions({ filters, limit: A_FEED }));
  if (!filters || !entries) return null;
  const words: DecisionWords = {
    t: await getTranslations({ locale, namespace: "decisions" }),
    vocabulary: await getTranslations({ locale, namespace: "vocabulary" }),
    locale,
  };
  const origin = await siteOrigin();
  return generateAtomFeed({
    ...headOf(filters, { origin, words }),
    updated: new Date(entries[0]?.at ?? 0),
    entries: entries.map((entry) => entryOf(entry, { origin, words })),
  });
}

type Setting = { origin: string; words: DecisionWords };

function headOf(filters: DecisionFilters, { origin, words: { t, vocabulary, locale } }: Setting) {
  const query = decisionQuery(filters);
  const names = [
    filters.kind && t(`group.${filters.kind}`),
    filters.outcome && vocabulary(`state.${filters.outcome}`),
    filters.device,
  ].filter((name) => name);
  const self = `${origin}/${locale}/decisions/feed.xml${query}`;
  const title = names.length > 0 ? t("titleOf", { what: names.join(", ") }) : t("title");
  return {
    id: self,
    title: { value: `Hearsay: ${title}` },
    subtitle: { value: t("description") },
    links: [
      { href: self, rel: "self", type: "application/atom+xml", hreflang: locale },
      {
        href: `${origin}/${locale}/decisions${query}`,
        rel: "alternate",
        type: "text/html",
        hreflang: locale,
      },
    ],
  };
}

function entryOf(entry: DecisionEntry, { origin, words }: Setting) {
  const { t, vocabulary, locale } = words;
  const outcome = outcomes.find((word) => word === entry.detail.outcome);
  const links = linksOf(entry, locale);
  const kind = vocabulary(`decisionKind.${entry.kind}`);
  const what = outcome ? `${kind} (${vocabulary(`state.${outcome}`)})` : kind;
  const who = entry.actor ? `@${entry.actor.handle}` : t(`author.${entry.by}`);
  return {
    id: `urn:uuid:${entry.id}`,
    title: { value: [what, ...links.slice(0, 1).map(({ text }) => text)].join(": ") },
    updated: new Date(entry.at),
    published: new Date(entry.at),
    authors: [{ name: who }],
    links: [
      { href: `${origin}${links[0]?.href ?? `/${locale}/decisions`}`, rel: "alternate", type: "text/html" },
    ],
    content: {
      type: "text" as const,
      value: [...links.map(({ text }) => text), detailOf(entry, words), entry.reason]
        .filter((line) => line)
        .join("\n"),
    },
  };
}
