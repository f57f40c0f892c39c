import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { grantRole } from "@/db/roles";
import { normalizeEmail } from "@/rules/emails";
import { type Role, roles } from "@/rules/viewer";
import { provideDatabase } from "@/server/postgres";

const usage = `Usage: npm run admin -- grant <email> <${roles.join("|")}>`;

type Grant = { email: string; role: Role };

/** The command as it was typed, or the sentence that says what is wrong with it. */
function parse([command, address, word, ...more]: string[]): Grant | string {
  if (command !== "grant" || !address || !word || more.length > 0) return usage;
  const role = roles.find((one) => one === word);
  if (!role) return `"${word}" is no role. Roles are ${roles.join(", ")}.`;
  const email = normalizeEmail(address);
  return email ? { email, role } : `"${address}" is no e-mail address.`;
}

async function grant({ email, role }: Grant): Promise<number> {
  const before = await grantRole(email, role);
  if (before === null) {
    console.error(
      `Nobody has signed in as ${email} yet. Sign in once with this address, then run this again.`,
    );
    return 1;
  }
  console.log(
    before === role ? `${email} is ${role} already.` : `${email} was ${before} and is now ${role}.`,
  );
  return 0;
}

async function main(): Promise<number> {
  const asked = parse(process.argv.slice(2));
  if (typeof asked === "string") {
    console.error(asked);
    return 2;
  }
  const provided = await provideDatabase();
  process.env.DATABASE_URL = provided.url;
  try {
    await migrate(provided.url);
    return await grant(asked);
  } finally {
    await closeDatabase();
    await provided.stop();
  }
}

process.exitCode = await main().catch((cause) => {
  console.error(`The role was not granted: ${cause instanceof Error ? cause.message : cause}`);
  return 1;
});
