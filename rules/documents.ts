const tracking =
  /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_src|ref_url|cmpid|spm)$/i;

/** The address without what does not tell pages apart: scheme, `www.`, tracking, order of the query, fragment, last slash. */
export function urlKey(address: string): string {
  if (!URL.canParse(address)) return address.trim();
  const url = new URL(address);
  const query = [...url.searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join("="));
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.host.replace(/^www\./, "")}${path}${query.length > 0 ? `?${query.sort().join("&")}` : ""}`;
}
