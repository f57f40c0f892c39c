import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).pathname === "/" && !new URL(url).search);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().trim().min(1).max(255).default("localhost"),
  APP_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  HEARSAY_WORKER: z.enum(["here", "apart"]).default("here"),
});

const remedies: Record<string, string> = {
  PORT: "a number from 0 to 65535",
  HOST: "a name or address to listen on",
  APP_URL: "the address people reach Hearsay at, without a path, such as https://hearsay.example",
  DATABASE_URL: "the address of a PostgreSQL database, such as postgres://name:password@host:5432/hearsay",
  AUTH_SECRET: "at least 32 characters",
  SMTP_URL: "the address of a mail server, such as smtps://name:password@mail.example:465",
  HEARSAY_WORKER: '"here", or "apart" when npm run worker does the jobs',
};

export type Configuration = {
  port: number;
  host: string;
  /** Where people reach Hearsay, when an operator says so. */
  appUrl: string | undefined;
  secure: boolean;
  /** Whether this process does the queued jobs itself. */
  worker: boolean;
};

/** The process's settings, from environment variables only. A wrong one is named; its value, maybe a secret, is not shown. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(wrong.map((name) => `${name} has to be ${remedies[name] ?? "different"}.`).join(" "));
  }
  const { PORT, HOST, APP_URL, HEARSAY_WORKER } = parsed.data;
  const secure = APP_URL?.startsWith("https:") ?? false;
  return { port: PORT, host: HOST, appUrl: APP_URL, secure, worker: HEARSAY_WORKER === "here" };
}

/** Where links of ours lead: to where people reach Hearsay or, when nobody says, to this machine. */
export function originOf({ appUrl, host, port }: Configuration): string {
  if (appUrl) return new URL(appUrl).origin;
  const everywhere = host === "0.0.0.0" || host === "::";
  return `http://${everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}
