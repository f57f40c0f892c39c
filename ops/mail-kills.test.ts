import { v7 } from "uuid";
import { expect, test } from "vitest";
import { transaction } from "@/db/client";
import { notify } from "@/db/notifications";
import { aMember } from "@/db/test-data";
import { killWorkers } from "./mail-kills";

test("a worker killed in the middle of its work loses no mail, sends none twice, and leaves at most one unknown a kill", {
  timeout: 180_000,
}, async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  const { id } = await aMember({ emailVerified: new Date() });
  const rows = Array.from({ length: 100 }, () => ({
    memberId: id,
    kind: "claim_ruled" as const,
    eventId: v7(),
    detail: { outcome: "confirmed", statement: "It charges at 67 W." },
  }));
  await transaction((tx) => notify(rows, tx));
  const tally = await killWorkers({ url: process.env.DATABASE_URL ?? "", kills: 4 });
  expect(tally).toMatchObject({ mails: 100, lost: 0, twice: 0 });
  expect(tally.unknownPerKill).toBeLessThanOrEqual(1);
  expect(tally.arrived).toBeGreaterThanOrEqual(100 - tally.unknown);
});
