import type { Rendered } from "./render";

const seam = /\)<\/script><script>(?=self\.__next_f\.push\()/g;

/**
 * Next hands its data over in hundreds of small scripts that follow each other. Each costs a hash, and a policy of ten kilobytes
 * is more than proxies take for headers; in one script the same statements run in the same order.
 */
export function joinScripts(rendered: Rendered): Rendered {
  if (!String(rendered.headers.get("content-type")).startsWith("text/html")) return rendered;
  return { ...rendered, body: Buffer.from(rendered.body.toString("utf8").replace(seam, ");")) };
}
