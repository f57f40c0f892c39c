import { z } from "@hono/zod-openapi";
import type { Reason } from "@/rules/refusal";
import { objectionToText, tidyLine, tidyParagraphs, tidyPasted } from "@/rules/text";
import { normalizeUrl, URL_MAX_LENGTH } from "@/rules/urls";
import { isDay } from "@/rules/values";

const because = (reason: Reason) => ({ params: { reason } });

/** One line of text somebody typed: tidied, not empty, nothing invisible in it. */
export const line = (longest: number) =>
  z
    .string()
    .overwrite(tidyLine)
    .min(1)
    .max(longest)
    .refine((text) => objectionToText(text, "line") === null, because("text-not-allowed"));

/** Text with line breaks. */
export const paragraphs = (longest: number) =>
  z
    .string()
    .overwrite(tidyParagraphs)
    .min(1)
    .max(longest)
    .refine((text) => objectionToText(text, "paragraphs") === null, because("text-not-allowed"));

/** A whole text copied from a page, without what the copy has that nobody sees. */
export const pasted = (longest: number) => z.string().overwrite(tidyPasted).min(1).max(longest);

/** The address of a public web page, as it is stored. */
export const webAddress = z
  .string()
  .max(URL_MAX_LENGTH)
  .overwrite((text) => normalizeUrl(text) ?? text.trim())
  .refine((text) => normalizeUrl(text) !== null, because("url-not-allowed"));

/** A day that exists, as YYYY-MM-DD. */
export const day = z
  .string()
  .max(10)
  .refine((text) => isDay(text) && text >= "1990-01-01" && text < "2100-01-01")
  .openapi({ format: "date" });

export const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/);
