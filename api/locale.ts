import { isLocale, type Locale, locales } from "@/rules/locales";

/** The interface language a browser prefers, among those Hearsay speaks. */
export function preferredLocale(acceptLanguage: string | null | undefined): Locale {
  const wishes = (acceptLanguage ?? "").slice(0, 500).split(",").map(toWish);
  const best = wishes
    .filter((wish) => isLocale(wish.language) && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  return isLocale(best?.language) ? best.language : locales[0];
}

function toWish(part: string): { language: string | undefined; weight: number } {
  const [tag, ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
  const weight = quality === undefined ? 1 : Number(quality.trim().slice(2));
  return { language: tag?.split("-")[0], weight: Number.isFinite(weight) ? weight : 0 };
}
