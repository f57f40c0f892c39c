import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse as parseMessage, TYPE } from "@formatjs/icu-messageformat-parser";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { reasons } from "@/rules/refusal";
import de from "./messages/de.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };

type Node = { type: string; [key: string]: unknown };
type Import = { from: string; typeOnly: boolean };
type Layer = { may: string[]; typesOf?: string[]; not?: RegExp };

/** Who may import whom. A layer missing here may import anything: tests, commands, configuration. */
const layers: Record<string, Layer> = {
  rules: { may: ["rules"], not: /./ },
  db: { may: ["db", "rules"], not: /^(next|react|hono|@hono|@tanstack)/ },
  components: {
    may: ["components", "rules", "messages"],
    typesOf: ["db", "api"],
    not: /^(node:|next\/(headers|cache|server)|@hono\/(node|zod))/,
  },
  app: { may: ["app", "components", "db", "rules", "messages"] },
  private: { may: ["app", "components", "auth", "db", "rules", "messages"] },
  auth: { may: ["auth", "db", "rules", "messages"] },
  mail: { may: ["mail", "db", "rules", "messages"], not: /^(react|next\/)/ },
  api: { may: ["api", "auth", "mail", "db", "rules", "messages"], not: /^(react|next\/)/ },
  jobs: { may: ["jobs", "mail", "db", "rules", "messages"], not: /^(next|react)/ },
  server: { may: ["server", "api", "auth", "jobs", "db", "rules"] },
};

/** Packages that one part of the house keeps to itself. */
const keepers: { package: RegExp; files: RegExp; why: string }[] = [
  { package: /^next-auth(\/|$)/, files: /^auth\.ts$/, why: "only auth.ts knows next-auth" },
  { package: /^@auth\//, files: /^(auth|db\/auth-adapter)\.ts$/, why: "only auth.ts knows next-auth" },
  { package: /^drizzle-orm(\/|$)/, files: /^(db\/|drizzle\.config)/, why: "only db/ speaks SQL" },
  { package: /^nodemailer(\/|$)/, files: /^mail\/transport\.ts$/, why: "one way to send mails" },
  { package: /^graphile-worker$/, files: /^(jobs\/|db\/)/, why: "jobs are added by db/ and done in jobs/" },
  // The launcher of the embedded server creates databases and asks whether they answer; it knows no table.
  { package: /^postgres$/, files: /^(db\/|ops\/|e2e\/|server\/cluster\.ts)/, why: "only db/ speaks SQL" },
];

const root = import.meta.dirname;
const skipped = new Set(["node_modules", ".git", ".next", ".hearsay", "test-results", "playwright-report"]);

function sourceFiles(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

function nodesOf(path: string, code: string): Node[] {
  const { program, errors } = parseSync(path, code);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value && typeof value === "object") {
      if ("type" in value && typeof value.type === "string") found.push(value as Node);
      for (const child of Object.values(value)) visit(child);
    }
  };
  visit(program);
  return found;
}

function text(node: unknown): string | null {
  const literal = node as Node | null | undefined;
  if (literal?.type === "TSAsExpression" || literal?.type === "TSSatisfiesExpression")
    return text(literal.expression);
  if (literal?.type === "Literal" && typeof literal.value === "string") return literal.value;
  if (literal?.type === "TemplateLiteral")
    return (literal.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join("*");
  return null;
}

/** Every way one module reaches another: import, re-export, import(), require and import types. */
function importsOf(nodes: Node[]): Import[] {
  return nodes.flatMap((node) => {
    const specifiers = (node.specifiers as Node[] | undefined) ?? [];
    const onlyTypes =
      specifiers.length > 0 && specifiers.every((s) => (s.importKind ?? s.exportKind) === "type");
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        if (!node.source) return [];
        return [
          {
            from: text(node.source) ?? "?",
            typeOnly: (node.importKind ?? node.exportKind) === "type" || onlyTypes,
          },
        ];
      case "ImportExpression":
        return [{ from: text(node.source) ?? "?", typeOnly: false }];
      case "TSImportType":
        return [{ from: text(node.source) ?? "?", typeOnly: true }];
      case "TSExternalModuleReference":
        return [{ from: text(node.expression) ?? "?", typeOnly: false }];
      case "CallExpression":
        if ((node.callee as Node).name !== "require") return [];
        return [{ from: text((node.arguments as Node[])[0]) ?? "?", typeOnly: false }];
      default:
        return [];
    }
  });
}

function layerOf(path: string): string {
  if (path.startsWith("app/[locale]/(private)/")) return "private";
  const first = path.split("/")[0] ?? "";
  return path.includes("/") ? first : first.replace(/\.tsx?$/, "").replace(/^auth-.*/, "auth");
}

function objectionToImport(path: string, { from, typeOnly }: Import): string | null {
  if (from.startsWith("..")) return `${path} climbs out by ${from}`;
  if (from === "?") return layers[layerOf(path)] ? `${path} imports what only the run knows` : null;
  const isTest = /\.test\.tsx?$/.test(path);
  const own = from.startsWith("@/") || from.startsWith("./");
  if (!own) {
    const keeper = keepers.find((k) => k.package.test(from) && !k.files.test(path));
    if (keeper && !isTest) return `${path} imports ${from}: ${keeper.why}`;
    const layer = layers[layerOf(path)];
    return layer?.not?.test(from) && !isTest ? `${path} imports ${from}` : null;
  }
  const layer = layers[layerOf(path)];
  if (!layer || isTest || path === "db/test-setup.ts" || from.startsWith("./")) return null;
  const target = layerOf(from.slice(2).replace(/^app\/\[locale\]\/\(private\)\//, "app/"));
  if (layer.may.includes(target) || (typeOnly && layer.typesOf?.includes(target))) return null;
  return `${path} imports ${from}`;
}

const impure = /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|process\.\w+)$/;
const impureGlobals = new Set(["fetch", "setTimeout", "setInterval", "console", "require"]);

function nameOf(node: unknown): string {
  const it = node as Node | undefined;
  if (it?.type === "Identifier") return String(it.name);
  if (it?.type === "MemberExpression" && !it.computed) return `${nameOf(it.object)}.${nameOf(it.property)}`;
  return "";
}

/** rules/ answers the same today and tomorrow: no clock, no chance, no I/O. */
function objectionsToRule(path: string, nodes: Node[]): string[] {
  if (!path.startsWith("rules/") || path.endsWith(".test.ts")) return [];
  return nodes.flatMap((node) => {
    const name = nameOf(node.type === "MemberExpression" ? node : node.callee);
    const clock = node.type === "NewExpression" && name === "Date" && (node.arguments as Node[]).length === 0;
    return clock || impure.test(name) || impureGlobals.has(name.split(".")[0] ?? "")
      ? [`${path} uses ${name}`]
      : [];
  });
}

const writeMethods = /^(post|put|patch|delete)$/i;

/** A write that is not made by api/write.ts: a route of its own in api/, a route handler in app/, a server action. */
function objectionsToWrites(path: string, nodes: Node[]): string[] {
  if (path === "api/write.ts" || /^(ops|e2e)\//.test(path) || /\.test\.tsx?$/.test(path)) return [];
  return nodes.flatMap((node) => {
    if (node.type === "ExpressionStatement" && node.directive === "use server")
      return [`${path} is a server action`];
    if (path.startsWith("app/") && exportedNames(node).some((name) => /^(POST|PUT|PATCH|DELETE)$/.test(name)))
      return [`${path} is a second way to write`];
    if (!path.startsWith("api/")) return [];
    const property = node.key as Node | undefined;
    if (node.type === "Property" && property?.name === "method" && writeMethods.test(text(node.value) ?? ""))
      return [`${path} describes a write of its own`];
    return isWriteRoute(node) ? [`${path} registers a write of its own`] : [];
  });
}

function exportedNames(node: Node): string[] {
  if (node.type !== "ExportNamedDeclaration") return [];
  const declaration = node.declaration as Node | null;
  const variables = (declaration?.declarations as Node[] | undefined)?.map(({ id }) => nameOf(id)) ?? [];
  const specifiers = (node.specifiers as Node[]).map(({ exported }) => nameOf(exported));
  return [nameOf(declaration?.id), ...variables, ...specifiers];
}

function isWriteRoute(node: Node): boolean {
  const callee = node.callee as Node | undefined;
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression") return false;
  const called = nameOf(callee.property) || (text(callee.property) ?? "");
  const args = node.arguments as Node[];
  if (writeMethods.test(called) || called === "all")
    return args.length > 1 || (text(args[0])?.startsWith("/") ?? false);
  if (called !== "on") return false;
  const methods = args[0]?.type === "ArrayExpression" ? (args[0].elements as Node[]) : [args[0]];
  return methods.some((method) => writeMethods.test(text(method) ?? ""));
}

/** SQL outside db/: a tagged template named sql, or the raw driver asked for by name. */
function objectionsToSql(path: string, nodes: Node[]): string[] {
  if (/^(db|ops|e2e)\//.test(path) || path === "server/cluster.ts" || /\.test\.tsx?$/.test(path)) return [];
  const speaks = nodes.some(
    (node) =>
      (node.type === "TaggedTemplateExpression" && /^sql(\.|$)/.test(nameOf(node.tag))) ||
      (node.type === "CallExpression" && nameOf(node.callee) === "rawSql"),
  );
  return speaks ? [`${path} speaks SQL`] : [];
}

function objectionsTo(path: string, code: string): string[] {
  const nodes = nodesOf(path, code);
  return [
    ...importsOf(nodes).flatMap((found) => objectionToImport(path, found) ?? []),
    ...objectionsToRule(path, nodes),
    ...objectionsToWrites(path, nodes),
    ...objectionsToSql(path, nodes),
  ];
}

/** Paths with every parameter written as `*`. */
function routePath(node: Node): string[] {
  if (node.type !== "Property" || nameOf(node.key) !== "path") return [];
  const path = text(node.value);
  return path?.startsWith("/v1/") ? [`/api${path.replaceAll(/\{\w+\}/g, "*")}`] : [];
}

function formAction(node: Node): string[] {
  if (node.type !== "JSXAttribute" || (node.name as Node).name !== "action") return [];
  const value = node.value as Node | null;
  const action = text(value?.type === "JSXExpressionContainer" ? value.expression : value);
  return action?.startsWith("/api/") ? [action] : [];
}

const files = sourceFiles();

describe("the house", () => {
  test("the scan sees the code", () => {
    expect(files.length).toBeGreaterThan(20);
    for (const known of ["architecture.test.ts", "db/client.ts", "db/schema/claims.ts", "rules/refusal.ts"])
      expect(files).toContain(known);
    const imports = importsOf(nodesOf("db/client.ts", readFileSync(join(root, "db/client.ts"), "utf8")));
    expect(imports).toContainEqual({ from: "./schema/claims", typeOnly: false });
  });

  test("every file keeps the direction of imports, and every write is made by the one wrapper", () => {
    expect(files.flatMap((path) => objectionsTo(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
  });

  test.each([
    ["rules/a.ts", 'import { database } from "@/db/client";'],
    ["rules/a.ts", 'import { z } from "zod";'],
    ["rules/a.ts", 'import { readFileSync } from "node:fs";'],
    ["rules/a.ts", "export const today = () => new Date();"],
    ["rules/a.ts", "export const now = Date.now();"],
    ["rules/a.ts", "export const chance = Math.random;"],
    ["rules/a.ts", "export const url = process.env.APP_URL;"],
    ["db/a.ts", 'export { api } from "@/api/app";'],
    ["db/a.ts", 'const page = await import("@/app/site");'],
    ["db/a.ts", 'import { cacheTag } from "next/cache";'],
    ["components/a.tsx", 'import { findDevicePage } from "@/db/devices";'],
    ["components/a.tsx", 'import { type DevicePage, findDevicePage } from "@/db/devices";'],
    ["components/a.tsx", 'export * from "@/db/devices";'],
    ["components/a.tsx", 'import { api } from "@/api/app";'],
    ["components/a.tsx", 'import { auth } from "@/auth";'],
    ["components/a.tsx", 'const load = () => import("@/db/devices");'],
    ["app/[locale]/(public)/page.tsx", 'import { currentViewer } from "@/auth";'],
    ["app/[locale]/(public)/page.tsx", 'import { api } from "@/api/app";'],
    ["app/[locale]/(public)/page.tsx", 'import { sql } from "drizzle-orm";'],
    ["app/[locale]/(private)/account/page.tsx", 'import NextAuth from "next-auth";'],
    ["app/[locale]/(private)/account/page.tsx", 'import { render } from "@/server/main";'],
    ["app/feed/route.ts", "export async function POST() {}"],
    ["app/feed/route.ts", "export const PUT = handle;"],
    ["app/feed/route.ts", 'export { handle as DELETE } from "@/db/a";'],
    ["app/a.tsx", 'async function save() { "use server"; }'],
    ["api/a.ts", 'import { page } from "@/app/site";'],
    ["api/a.ts", 'import postgres from "postgres";'],
    ["api/a.ts", 'import { rawSql } from "@/db/client"; export const n = rawSql()`select 1`;'],
    ["api/a.ts", 'app.post("/claims", handler);'],
    ["api/a.ts", "app.delete(path, handler);"],
    ["api/a.ts", 'app["post"]("/claims", handler);'],
    ["api/a.ts", 'app.get("/a", a).put("/b", b);'],
    ["api/a.ts", 'app.on(["GET", "POST"], "/claims", handler);'],
    ["api/a.ts", 'app.all("/claims", handler);'],
    ["api/a.ts", 'createRoute({ method: "post", path: "/claims" });'],
    ["api/a.ts", 'createRoute({ ...route, method: "put" as const });'],
    ["auth.ts", 'import { api } from "@/api/app";'],
    ["server/a.ts", 'import { page } from "@/app/site";'],
    ["server/a.ts", 'import NextAuth from "next-auth";'],
    ["server/a.ts", "export const load = (path: string) => import(path);"],
    ["jobs/a.ts", 'import { api } from "@/api/app";'],
    ["ops/a.ts", 'import { api } from "../api/app";'],
    ["rules/a.test.ts", 'import { a } from "../db/a";'],
  ])("refuses in %s: %s", (path, code) => {
    expect(objectionsTo(path, code)).not.toEqual([]);
  });

  test("every form posts to a route that the API has", () => {
    const read = (folders: RegExp) =>
      files
        .filter((path) => folders.test(path) && !path.includes(".test."))
        .map((path) => nodesOf(path, readFileSync(join(root, path), "utf8")));
    const routes = new Set(read(/^api\//).flatMap((nodes) => nodes.flatMap(routePath)));
    const actions = read(/^(app|components)\//).flatMap((nodes) => nodes.flatMap(formAction));
    expect(actions.length).toBeGreaterThan(5);
    expect(actions.filter((action) => !routes.has(action))).toEqual([]);
  });

  test.each([
    ["components/a.tsx", 'import type { DevicePage } from "@/db/devices";'],
    ["components/a.tsx", 'import { type Api } from "@/api/app";'],
    ["app/[locale]/(private)/account/page.tsx", 'import { currentViewer } from "@/auth";'],
    ["auth.ts", 'import NextAuth from "next-auth";'],
    ["app/feed/route.ts", "export function GET() {}"],
    ["api/a.ts", 'app.get("/devices", handler); known.delete(key); socket.on("close", stop);'],
    ["rules/a.ts", "export const day = (at: string) => new Date(at).toISOString();"],
    ["rules/a.test.ts", 'import fc from "fast-check"; const now = Date.now();'],
  ])("allows in %s: %s", (path, code) => {
    expect(objectionsTo(path, code)).toEqual([]);
  });
});

type Messages = { [key: string]: string | Messages };

function leaves(messages: Messages, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  );
}

/** The arguments and tags a message takes, each with its kind. */
function argumentsOf(message: string): string[] {
  const collect = (elements: MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
      const own = `${element.value}:${TYPE[element.type]}`;
      if (element.type === TYPE.tag) return [own, ...collect(element.children)];
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return [own];
      return [own, ...Object.values(element.options).flatMap((option) => collect(option.value))];
    });
  return [...new Set(collect(parseMessage(message)))].sort();
}

describe("the words", () => {
  const english = new Map(leaves(en));
  const german = new Map(leaves(de));

  test("English and German have the same keys, and none is empty", () => {
    expect(english.size).toBeGreaterThan(20);
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...english, ...german].filter(([, words]) => !words.trim())).toEqual([]);
  });

  test("a message takes the same arguments in both languages", () => {
    const differing = [...english].filter(
      ([key, words]) => argumentsOf(words).join() !== argumentsOf(german.get(key) ?? words).join(),
    );
    expect(differing).toEqual([]);
    expect(argumentsOf("{n, plural, one {# day by {who}} other {# days}}")).toEqual([
      "n:plural",
      "who:argument",
    ]);
  });

  test("every reason to say no has words in both languages", () => {
    for (const words of [english, german])
      expect(reasons.filter((reason) => !words.has(`reasons.${reason}`))).toEqual([]);
  });
});
