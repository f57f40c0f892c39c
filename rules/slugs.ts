const LONGEST = 60;

/** A readable address part for a name: Latin letters, digits, hyphens. Names in other scripts fall back to `otherwise`. */
export function slugOf(name: string, otherwise: string): string {
  const latin = name
    .replaceAll("ß", "ss")
    .replaceAll("+", " plus ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
  return latin || otherwise;
}

/** The first of `slug`, `slug-2`, `slug-3`, … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}
