import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { findOperator, type Operator } from "@/app/operator";
import { publicMetadata } from "@/app/site";
import { Clause, MailLink, OperatorMissing, PostalAddress } from "@/components/operator-parts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("legal.contact");
  return publicMetadata({
    locale: await currentLocale(),
    path: "/contact",
    title: t("title"),
    description: t("description"),
  });
}

export default async function ContactPage() {
  const found = await findOperator();
  const t = await getTranslations("legal.contact");
  const locale = await currentLocale();
  return (
    <div className="listpage legal">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      {"missing" in found ? <OperatorMissing {...found} /> : <Reach operator={found.operator} />}
      <Clause title={t("correction")}>
        <p>{t("correctionText")}</p>
      </Clause>
      <Clause title={t("rumor")}>
        <p>{t("rumorText")}</p>
        <p className="actions">
          <a className="button" href={`/${locale}/submit`}>
            {t("submit")}
          </a>
        </p>
      </Clause>
      <Clause title={t("security")}>
        <p>{t("securityText")}</p>
      </Clause>
    </div>
  );
}

async function Reach({ operator }: { operator: Operator }) {
  const t = await getTranslations("legal.contact");
  return (
    <dl>
      <dt>{t("mail")}</dt>
      <dd>
        <MailLink email={operator.email} />
      </dd>
      {operator.phone && (
        <>
          <dt>{t("phone")}</dt>
          <dd>{operator.phone}</dd>
        </>
      )}
      <dt>{t("post")}</dt>
      <dd>
        <PostalAddress name={operator.name} lines={operator.address} />
      </dd>
    </dl>
  );
}
