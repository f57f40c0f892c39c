import { answerOf, apiClient } from "./api-client";
import type { RivalClaim } from "./rival-list";

const SHOWN = "8";

/** Devices that go or went by such a name, best first. */
export async function findDevices(q: string, signal: AbortSignal) {
  const query = { q, limit: SHOWN };
  const { devices } = await answerOf(apiClient.v1.devices.$get({ param: {}, query }, { init: { signal } }));
  return devices;
}

/** What is claimed for a slot already. */
export async function listRivals(
  slot: { device: string; attribute: string; scope: string | undefined },
  signal: AbortSignal,
): Promise<RivalClaim[]> {
  const { claims } = await answerOf(
    apiClient.v1.slots.rivals.$get({ param: {}, query: slot }, { init: { signal } }),
  );
  return claims.map(({ id, statement, language, value, verdict, reports }) => ({
    id,
    statement,
    language,
    value,
    outcome: verdict?.outcome ?? null,
    reports: reports.length,
  }));
}
