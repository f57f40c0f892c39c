import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { findOperator, type Operator } from "@/app/operator";
import { publicMetadata } from "@/app/site";
import { Clause, MailLink, OperatorMissing, PostalAddress } from "@/components/operator-parts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("legal.imprint");
  return publicMetadata({
    locale: await currentLocale(),
    path: "/imprint",
    title: t("title"),
    description: t("description"),
  });
}

export default async function ImprintPage() {
  const found = await findOperator();
  const t = await getTranslations("legal.imprint");
  return (
    <div className="listpage legal">
      <h1>{t("title")}</h1>
      {"missing" in found ? <OperatorMissing {...found} /> : <OperatorImprint operator={found.operator} />}
      <Clause title={t("links")}>
        <p>{t("linksText")}</p>
      </Clause>
      <Clause title={t("software")}>
        <p>{t("softwareText")}</p>
      </Clause>
    </div>
  );
}

async function OperatorImprint({ operator }: { operator: Operator }) {
  const t = await getTranslations("legal.imprint");
  const lines: [string, string | null][] = [
    [t("phone"), operator.phone],
    [t("representative"), operator.representative],
    [t("register"), operator.register],
    [t("vat"), operator.vatId],
  ];
  return (
    <>
      <Clause title={t("operator")}>
        <PostalAddress name={operator.name} lines={operator.address} />
      </Clause>
      <Clause title={t("contact")}>
        <dl>
          <dt>{t("email")}</dt>
          <dd>
            <MailLink email={operator.email} />
          </dd>
          {lines.map(
            ([name, value]) =>
              value && (
                <div key={name} className="contents">
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </Clause>
      <Clause title={t("responsible")}>
        <p>{operator.responsible ?? operator.name}</p>
      </Clause>
    </>
  );
}
