import "@/components/account.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { browserHash, linkKey, mailRoute } from "@/auth";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { ConfirmForm } from "@/components/sign-in-parts";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { findSignIn } from "@/db/sign-in";
import { normalizeEmail } from "@/rules/emails";
import { safeReturnPath } from "@/rules/return-paths";
import { linkMinutes } from "@/rules/sign-in";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn.confirm");
  // The address holds the link's token: no page it leads to may learn it.
  return { title: t("title"), referrer: "no-referrer" };
}

/** The link that was opened and how it stands; opening it, as mail scanners do, changes nothing. */
async function openedLink(query: Query, browser: string | null) {
  const email = normalizeEmail(queryValue(query, "email", 320) ?? "");
  const token = queryValue(query, "token", 128);
  if (!email || !token) return null;
  const found = await findSignIn(linkKey(email, token), browser);
  const usable = found !== null && !found.expired;
  return { email, token, usable, sameBrowser: usable && found.sameBrowser };
}

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const asking = await headers();
  const locale = await currentLocale();
  const t = await getTranslations("signIn.confirm");
  const signIn = await getTranslations("signIn");
  const browser = browserHash(asking);
  const link = await openedLink(query, browser);
  const next = safeReturnPath(queryValue(query, "next"));
  const { refusal } = await shownDraft(query, null);

  const asked = { email: link?.email, token: link?.token, next };
  const given = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const returnTo = `/${locale}/sign-in/confirm?${new URLSearchParams(given)}`;
  const open = link ? link.usable : browser !== null;
  const again = next ? `?${new URLSearchParams({ returnTo: next })}` : "";
  const wrongCode = refusal?.reason === "code-wrong" ? refusal.words : undefined;
  return (
    <>
      <PageHead title={link ? t("title") : t("sentTitle")}>
        {open ? (link ? t("as", { email: link.email }) : t("sent")) : null}
      </PageHead>
      {refusal && <ErrorSummary title={signIn("refused")} reason={refusal.words} problems={[]} />}
      {open ? (
        <>
          {link && !link.sameBrowser && (
            <Notice>
              <p>{t("otherBrowser")}</p>
            </Notice>
          )}
          <ConfirmForm
            place={{ locale, next, returnTo }}
            link={link && { email: link.email, token: link.token }}
            askCode={!link?.sameBrowser}
            problem={wrongCode}
          />
        </>
      ) : (
        <Notice kind="problem">
          <p>{link ? t("gone") : t("sentNothing", { minutes: linkMinutes })}</p>
        </Notice>
      )}
      <div className="actions">
        <ButtonLink look="quiet" href={`/${locale}/sign-in${again}`}>
          {t("again")}
        </ButtonLink>
        {mailRoute(asking) === "mailbox" && (
          <ButtonLink look="quiet" href={`/${locale}/mailbox`}>
            {t("mailbox")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
