import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { LRUCache } from "lru-cache";
import { immutable, inertPolicy } from "./headers";
import { makePage, type Page, sendPage } from "./page-cache";

const prefix = "/_next/static/";
const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

/** The files of the build, whose names change with their content: compressed well, once, and kept forever by browsers. */
export class Assets {
  private readonly known: Set<string>;
  private readonly ready = new LRUCache<string, Promise<Page>>({ max: 2_000 });
  private readonly folder: string;
  private readonly security: Record<string, string>;

  constructor(folder: string, security: Record<string, string>) {
    this.folder = folder;
    this.security = security;
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    this.known = new Set(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
    );
  }

  /** Only names found in the build are read, so no path can lead elsewhere. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const name = decoded((request.url ?? "").slice(prefix.length).split("?")[0] ?? "");
    if (!this.known.has(name)) return false;
    const found = this.ready.get(name) ?? this.load(name);
    this.ready.set(name, found);
    sendPage(request, response, await found);
    return true;
  }

  private async load(name: string): Promise<Page> {
    const headers: Record<string, string> = {
      ...this.security,
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "cache-control": immutable,
      "content-security-policy": inertPolicy,
      vary: "accept-encoding",
    };
    return makePage(200, Object.entries(headers), await readFile(join(this.folder, name)), true);
  }
}

export function isAsset(url: string): boolean {
  return url.startsWith(prefix);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "";
  }
}
