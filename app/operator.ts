import { cacheLife, cacheTag } from "next/cache";

/** Who answers for this installation, as the environment says. */
export type Operator = {
  name: string;
  /** Postal address, a line each. */
  address: string[];
  email: string;
  phone: string | null;
  representative: string | null;
  register: string | null;
  vatId: string | null;
  /** Who answers for the content, where that is somebody else. */
  responsible: string | null;
  /** The data protection authority people may complain to. */
  authority: string | null;
};

/** The variables that still have to be set, and whether this is only a trial on somebody's own machine. */
export type MissingOperator = { missing: string[]; trial: boolean };

const needed = ["OPERATOR_NAME", "OPERATOR_ADDRESS", "OPERATOR_EMAIL"] as const;

/** The operator, or the names of the variables that are still missing. Read when the process runs, never at build. */
export async function findOperator(): Promise<{ operator: Operator } | MissingOperator> {
  "use cache";
  cacheLife("page");
  cacheTag("everything");
  const missing = needed.filter((name) => !given(name));
  const trial = process.env.HEARSAY_EMBEDDED === "1" && !process.env.APP_URL;
  if (missing.length > 0) return { missing, trial };
  return {
    operator: {
      name: given("OPERATOR_NAME") ?? "",
      address: linesOf(given("OPERATOR_ADDRESS") ?? ""),
      email: given("OPERATOR_EMAIL") ?? "",
      phone: given("OPERATOR_PHONE"),
      representative: given("OPERATOR_REPRESENTATIVE"),
      register: given("OPERATOR_REGISTER"),
      vatId: given("OPERATOR_VAT_ID"),
      responsible: given("OPERATOR_RESPONSIBLE"),
      authority: given("OPERATOR_AUTHORITY"),
    },
  };
}

function given(name: string): string | null {
  return process.env[name]?.trim() || null;
}

/** Lines may be parted by real line breaks, by `\n` as .env files write it, or by semicolons. */
function linesOf(address: string): string[] {
  return address
    .split(/\r?\n|\\n|;/)
    .map((line) => line.trim())
    .filter(Boolean);
}
