import { useFormatter, useTranslations } from "next-intl";
import type { OwnSession } from "@/db/sessions";
import { type Locale, locales } from "@/rules/locales";
import { describeUserAgent } from "@/rules/user-agents";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Tag } from "./ui/tag";

type Place = { locale: Locale; returnTo: string; next?: string };

type HandleFormProps = {
  place: Place;
  handle?: string | null | undefined;
  problem?: string | undefined;
  button: string;
};

export function HandleForm({ place, handle, problem, button }: HandleFormProps) {
  const t = useTranslations("account");
  return (
    <div className="narrow-form">
      <PostForm action="/api/v1/me/handle" {...place} hidden={{ next: place.next }}>
        <Field name="handle" label={t("handle")} hint={t("handleHint")} problem={problem}>
          {(control) => (
            <input
              {...control}
              required
              minLength={3}
              maxLength={30}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={handle ?? undefined}
            />
          )}
        </Field>
        <div className="actions">
          <Button look="primary">{button}</Button>
        </div>
      </PostForm>
    </div>
  );
}

export function LanguageForm({ place, language }: { place: Place; language: Locale }) {
  const t = useTranslations("account");
  return (
    <div className="narrow-form">
      <PostForm action="/api/v1/me/language" {...place}>
        <Field name="language" label={t("language")} hint={t("languageHint")}>
          {(control) => (
            <select {...control} defaultValue={language}>
              {locales.map((one) => (
                <option key={one} value={one} lang={one}>
                  {t(`languages.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="actions">
          <Button>{t("save")}</Button>
        </div>
      </PostForm>
    </div>
  );
}

export function SessionList({ place, sessions }: { place: Place; sessions: OwnSession[] }) {
  return (
    <ul className="sessions">
      {sessions.map((session) => (
        <SessionRow key={session.id} place={place} session={session} />
      ))}
    </ul>
  );
}

function SessionRow({ place, session }: { place: Place; session: OwnSession }) {
  const t = useTranslations("account");
  const format = useFormatter();
  const { browser, system } = describeUserAgent(session.userAgent);
  const name =
    browser && system ? t("browserOn", { browser, system }) : (browser ?? system ?? t("unknownBrowser"));
  const when = format.dateTime(session.lastSeenAt, { dateStyle: "medium", timeStyle: "short" });
  const opened = format.dateTime(session.createdAt, { dateStyle: "medium" });
  return (
    <li>
      <div>
        <b>{name}</b> {session.current && <Tag>{t("thisBrowser")}</Tag>}
        <p className="hint">{t("used", { when, opened })}</p>
      </div>
      {!session.current && (
        <PostForm action={`/api/v1/me/sessions/${session.id}/revoke`} {...place}>
          <Button look="danger" aria-label={t("revokeLabel", { browser: name, when })}>
            {t("revoke")}
          </Button>
        </PostForm>
      )}
    </li>
  );
}
