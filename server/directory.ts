import { resolve } from "node:path";

/** Where an installation without DATABASE_URL keeps what is its own: the embedded database and its secret. */
export function ownDirectory(): string {
  return resolve(process.env.HEARSAY_DIRECTORY || ".hearsay");
}
