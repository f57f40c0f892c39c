import "@/components/account.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue } from "@/app/[locale]/(private)/form-page";
import { isSealed } from "@/auth";
import { PageHead } from "@/components/page-head";

export const metadata: Metadata = { referrer: "no-referrer" };

/** Passes a sign-in on to its provider; only to an address that the API made. */
export default async function LeavePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const to = queryValue(query, "to", 4000) ?? "";
  if (!URL.canParse(to) || !isSealed(to, queryValue(query, "seal") ?? "")) notFound();
  const t = await getTranslations("signIn.leave");
  const { host } = new URL(to);
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${to}`} />
      <PageHead title={t("title", { host })}>{t("text", { host })}</PageHead>
      <p className="actions">
        <a className="button primary" href={to}>
          {t("button", { host })}
        </a>
      </p>
    </>
  );
}
