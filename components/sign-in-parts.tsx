import { useTranslations } from "next-intl";
import type { Locale } from "@/rules/locales";
import type { Role } from "@/rules/viewer";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type Place = { locale: Locale; returnTo: string; next: string | null };

export function MailForm({ place, email, problem }: { place: Place; email?: string; problem?: string }) {
  const t = useTranslations("signIn");
  return (
    <div className="narrow-form">
      <PostForm action="/api/v1/sign-in" {...place} hidden={{ next: place.next }}>
        <Field name="email" label={t("email")} hint={t("emailHint")} problem={problem}>
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              defaultValue={email}
            />
          )}
        </Field>
        <div className="actions">
          <Button look="primary">{t("send")}</Button>
        </div>
      </PostForm>
    </div>
  );
}

export function ProviderForms({
  place,
  providers,
}: {
  place: Place;
  providers: { id: string; name: string }[];
}) {
  const t = useTranslations("signIn");
  return (
    <ul className="account-choices">
      {providers.map(({ id, name }) => (
        <li key={id}>
          <PostForm action="/api/v1/sign-in/provider" {...place} hidden={{ provider: id, next: place.next }}>
            <Button>{t("provider", { name })}</Button>
          </PostForm>
        </li>
      ))}
    </ul>
  );
}

export function DemoForms({ place, members }: { place: Place; members: { handle: string; role: Role }[] }) {
  const t = useTranslations("signIn");
  return (
    <ul className="account-choices">
      {members.map(({ handle, role }) => (
        <li key={handle}>
          <PostForm action="/api/v1/sign-in/demo" {...place} hidden={{ handle, next: place.next }}>
            <Button>{t(`demo.${role}`)}</Button>
          </PostForm>
          <p className="hint">{t(`demoHint.${role}`)}</p>
        </li>
      ))}
    </ul>
  );
}

type ConfirmFormProps = {
  place: Place;
  /** The mailed link's own fields; without them the code alone is asked for. */
  link: { email: string; token: string } | null;
  askCode: boolean;
  problem?: string;
};

export function ConfirmForm({ place, link, askCode, problem }: ConfirmFormProps) {
  const t = useTranslations("signIn.confirm");
  return (
    <div className="narrow-form">
      <PostForm action="/api/v1/sign-in/confirm" {...place} hidden={{ ...link, next: place.next }}>
        {askCode && (
          <Field name="code" label={t("code")} hint={t("codeHint")} problem={problem}>
            {(control) => (
              <input
                {...control}
                className="code-input"
                required
                maxLength={20}
                autoComplete="one-time-code"
                autoCapitalize="characters"
                spellCheck={false}
              />
            )}
          </Field>
        )}
        <div className="actions">
          <Button look="primary">{t("button")}</Button>
        </div>
      </PostForm>
    </div>
  );
}
