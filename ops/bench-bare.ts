import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { findDevicePage } from "@/db/devices";

// What Hearsay is measured against: the least that node:http can do with the same bytes, and with the same queries.
const folder = process.env.BENCH_FOLDER ?? ".";
const page = readFileSync(join(folder, "page"));
const headers = {
  ...JSON.parse(readFileSync(join(folder, "page.json"), "utf8")),
  "content-length": page.length,
};

const server = createServer(async (request, response) => {
  const [, kind, slug = ""] = (request.url ?? "").split("/");
  if (kind === "page") {
    response.writeHead(200, headers);
    response.end(page);
    return;
  }
  const body = JSON.stringify(await findDevicePage(slug));
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(Number(process.env.PORT), "localhost");
process.once("SIGTERM", () => process.exit(0));
