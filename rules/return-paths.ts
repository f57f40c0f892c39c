/** A path of this site that a form may send its reader back to; anything else is null. Keeps open redirects out. */
export function safeReturnPath(path: unknown): string | null {
  if (typeof path !== "string" || path.length > 1000) return null;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes("\\")) return null;
  if (!URL.canParse(path, "http://localhost")) return null;
  // As browsers read it: "/.//host" is "//host" once its dots are gone.
  const { pathname } = new URL(path, "http://localhost");
  return /^\/(\/|api(\/|$))/.test(pathname) ? null : path;
}

/** The path with one more query parameter, in place of an older one of that name. */
export function withParameter(path: string, name: string, value: string): string {
  const [address = "/", fragment] = path.split("#");
  const [pathname = "/", query] = address.split("?");
  const parameters = (query ?? "").split("&").filter((pair) => pair && pair.split("=")[0] !== name);
  parameters.push(`${name}=${value}`);
  return `${pathname}?${parameters.join("&")}${fragment === undefined ? "" : `#${fragment}`}`;
}
