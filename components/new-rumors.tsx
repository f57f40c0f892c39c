import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { groupBy } from "@/rules/grouping";
import { ClaimRows } from "./claim-rows";
import { Day } from "./day";
import { ButtonLink } from "./ui/button";

/** So many claims of one device are shown; one busy device must not push out the others. */
const SHOWN_OF_A_DEVICE = 3;

/** What was claimed last, under the device it is about. */
export function NewRumors({ claims }: { claims: ClaimEntry[] }) {
  const t = useTranslations("home.rumors");
  const locale = useLocale();
  if (claims.length === 0) return <p>{t("empty")}</p>;
  return (
    <>
      {[...groupBy(claims, (claim) => claim.device.slug).values()].map((own) => (
        <DeviceRumors key={own[0]?.device.slug} claims={own} />
      ))}
      <p className="actions">
        <ButtonLink href={`/${locale}/submit`}>{t("submit")}</ButtonLink>
      </p>
    </>
  );
}

function DeviceRumors({ claims }: { claims: ClaimEntry[] }) {
  const t = useTranslations("home.rumors");
  const words = useTranslations("claims");
  const locale = useLocale();
  const [first] = claims;
  if (!first) return null;
  const rest = claims.length - SHOWN_OF_A_DEVICE;
  const href = `/${locale}/devices/${first.device.slug}`;
  return (
    <article className="rumored-device">
      <h3>
        <a href={href}>{first.device.name}</a>{" "}
        <small>{words.rich("first", { day: () => <Day day={first.firstReported} /> })}</small>
      </h3>
      <ClaimRows claims={claims.slice(0, SHOWN_OF_A_DEVICE)} device={false} />
      {rest > 0 && (
        <p className="more">
          <a href={`${href}#claims`}>{t("more", { count: rest, device: first.device.name })}</a>
        </p>
      )}
    </article>
  );
}
