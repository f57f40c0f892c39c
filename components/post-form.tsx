import type { ReactNode } from "react";
import type { Locale } from "@/rules/locales";

type PostFormProps = {
  action: `/api/v1/${string}`;
  locale: Locale;
  /** Where the form stands, with what its page needs to show it again. */
  returnTo: string;
  /** Further fields that nobody types; those without a value are left out. */
  hidden?: Record<string, string | null | undefined>;
  children: ReactNode;
};

/** A form that posts to the API and works without JavaScript. */
export function PostForm({ action, locale, returnTo, hidden = {}, children }: PostFormProps) {
  const fields = Object.entries({ ...hidden, locale, returnTo });
  return (
    <form method="post" action={action}>
      {fields.map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
    </form>
  );
}
