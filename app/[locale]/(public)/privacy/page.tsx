import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { findOperator } from "@/app/operator";
import { publicMetadata } from "@/app/site";
import { Clause, MailLink, OperatorMissing, PostalAddress } from "@/components/operator-parts";

const clauses = ["reading", "logs", "account", "mails", "cookies", "contributions", "rights"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("legal.privacy");
  return publicMetadata({
    locale: await currentLocale(),
    path: "/privacy",
    title: t("title"),
    description: t("description"),
  });
}

export default async function PrivacyPage() {
  const found = await findOperator();
  const t = await getTranslations("legal.privacy");
  return (
    <div className="listpage legal">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      <Clause title={t("controller.title")}>
        {"missing" in found ? (
          <OperatorMissing {...found} />
        ) : (
          <>
            <PostalAddress name={found.operator.name} lines={found.operator.address} />
            <p>
              <MailLink email={found.operator.email} />
            </p>
          </>
        )}
      </Clause>
      {clauses.map((clause) => (
        <Clause key={clause} id={clause} title={t(`${clause}.title`)}>
          <p>{t(`${clause}.text`)}</p>
        </Clause>
      ))}
      {"operator" in found && found.operator.authority && (
        <p>{t("rights.authority", { authority: found.operator.authority })}</p>
      )}
      <p className="more">{t("changes")}</p>
    </div>
  );
}
