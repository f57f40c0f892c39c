import { Logger } from "graphile-worker";
import pino from "pino";

const log = pino({ name: "jobs" });
const told = { error: "error", warning: "warn" } as const;

/** What graphile-worker says, into our log: only what went wrong, and never with a job's stack for every try. */
export const jobLogger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log[told[level]](message.split("\n")[0]);
});
