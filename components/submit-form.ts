import type messages from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import type { Attribute } from "@/rules/vocabulary";

type Messages = typeof messages;

/** What the form offers to choose from, as plain data so that it reaches the browser. */
export type SubmitChoices = {
  devices: { slug: string; name: string; brand: string }[];
  brands: string[];
  attributes: { group: string; label: string; attributes: Attribute[] }[];
  sources: string[];
  languages: { code: string; name: string }[];
};

/** One submit form: its words, what is typed so far, and what was wrong with it. */
export type SubmitForm = {
  locale: Locale;
  words: Messages["submit"];
  labels: Pick<Messages["vocabulary"], "sourceKind" | "documentKind" | "stance">;
  states: Messages["vocabulary"]["state"];
  fields: Record<string, string | undefined>;
  /** The words of the first of these fields' problems. */
  problem: (...paths: string[]) => string | undefined;
};
