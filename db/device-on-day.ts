import { groupBy } from "@/rules/grouping";
import { dayOf, traceOrigins } from "@/rules/provenance";
import { isDay } from "@/rules/values";
import { loadCredibilityOn } from "./belief";
import type { ClaimEntry, ReportEntry, VerdictEntry } from "./claims";
import { type Connection, database } from "./client";
import { type DevicePage, findDevicePage } from "./devices";
import type { DocumentRef } from "./references";

/** A day on which something about a device became public. */
export type EventDay = { day: string; reports: number; verdicts: number };

export type DeviceDays = { slug: string; days: EventDay[] };

export type DeviceOnDay = {
  /** The device as it was known at the end of the day. */
  device: DevicePage;
  day: string;
  /** What became public on the day itself. */
  claimed: ClaimEntry[];
  settled: ClaimEntry[];
  days: EventDay[];
};

/** The days on which reports on a device were published or verdicts became known, in order; null when there is no such device. */
export async function findDeviceDays(
  slug: string,
  on: Connection = database(),
): Promise<DeviceDays | { movedTo: string } | null> {
  const device = await findDevicePage(slug, on);
  return device && !("movedTo" in device) ? { slug, days: eventDays(device.claims) } : device;
}

/**
 * A device with only what was public by the end of a day (UTC): reports by the last day their date may mean, verdicts by when
 * the fact was known, and the credibility in force. Null outside the days from its first report to `today`.
 */
export async function findDeviceOn(
  { slug, day, today }: { slug: string; day: string; today: string },
  on: Connection = database(),
): Promise<DeviceOnDay | { movedTo: string } | null> {
  if (!isDay(day) || day > today) return null;
  const now = await findDevicePage(slug, on);
  if (!now || "movedTo" in now) return now;
  const days = eventDays(now.claims);
  if (!days[0] || day < days[0].day) return null;
  const credibilities = await loadCredibilityOn(
    now.claims.map((claim) => claim.id),
    day,
    on,
  );
  const device = deviceOn(now, day);
  device.claims = now.claims.flatMap((claim) => {
    const credibility = credibilities.get(claim.id);
    return credibility ? (claimOn(claim, { day, credibility, deviceName: device.name }) ?? []) : [];
  });
  device.names = namesOn(now, device.claims);
  return { device, day, days, ...movedOn(device.claims, day) };
}

function movedOn(claims: ClaimEntry[], day: string): Pick<DeviceOnDay, "claimed" | "settled"> {
  return {
    claimed: claims.filter((claim) => claim.reports.some((report) => report.publicOn === day)),
    settled: claims.filter((claim) => claim.verdict?.knownAt.slice(0, 10) === day),
  };
}

function eventDays(claims: ClaimEntry[]): EventDay[] {
  const reported = claims.flatMap((claim) =>
    claim.reports.map((report) => ({ day: report.publicOn, is: 0 })),
  );
  const settled = claims.flatMap(({ verdict }) =>
    verdict ? { day: verdict.knownAt.slice(0, 10), is: 1 } : [],
  );
  const first = reported.reduce((a, { day }) => (day < a ? day : a), "9999");
  const byDay = groupBy(
    [...reported, ...settled].filter(({ day }) => day >= first),
    ({ day }) => day,
  );
  return [...byDay]
    .map(([day, events]) => {
      const verdicts = events.filter((event) => event.is === 1).length;
      return { day, verdicts, reports: events.length - verdicts };
    })
    .sort((a, b) => a.day.localeCompare(b.day));
}

/** The summary tells how it came out, so the past has none. */
function deviceOn(now: DevicePage, day: string): DevicePage {
  const announced = now.announced && now.announced <= day ? now.announced : null;
  const released = now.released && now.released <= day ? now.released : null;
  const named =
    announced !== null || now.claims.some((claim) => isOfficialName(claim, now) && isKnown(claim, day));
  const officialName = named ? now.officialName : null;
  return {
    ...now,
    name: officialName ?? now.workingName,
    officialName,
    announced,
    released,
    status: released ? "released" : announced ? "announced" : "rumored",
    summary: "",
  };
}

function isOfficialName(claim: ClaimEntry, { officialName }: DevicePage): boolean {
  return (
    claim.attribute.slug === "name" &&
    claim.verdict?.outcome === "confirmed" &&
    "text" in claim.value &&
    claim.value.text === officialName
  );
}

function isKnown({ verdict }: ClaimEntry, day: string): boolean {
  return verdict !== null && verdict.knownAt.slice(0, 10) <= day;
}

/** Other names, codenames and numbers, as far as somebody had said them. */
function namesOn(now: DevicePage, claims: ClaimEntry[]): DevicePage["names"] {
  const said = claims.flatMap(({ value }) => ("text" in value ? [value.text.toLowerCase()] : []));
  return now.names.filter(({ name }) => said.some((text) => text.includes(name.toLowerCase())));
}

type Then = { day: string; credibility: ClaimEntry["credibility"]; deviceName: string };

function claimOn(claim: ClaimEntry, { day, credibility, deviceName }: Then): ClaimEntry | null {
  const reported = claim.reports.filter((report) => report.publicOn <= day);
  const verdict = isKnown(claim, day) ? verdictOn(claim.verdict, day) : null;
  if (reported.length === 0 && !verdict && (claim.reports.length > 0 || claim.firstReported > day))
    return null;
  const reports = reported.map((report) => withoutLaterRelay(report, reported));
  return {
    ...claim,
    device: { ...claim.device, name: deviceName },
    verdict,
    reports,
    provenance: traceOrigins(reports),
    ratings: [],
    credibility,
  };
}

function withoutLaterRelay(report: ReportEntry, reports: ReportEntry[]): ReportEntry {
  const known = reports.some((other) => other.id === report.suggestedRelayOf);
  return known ? report : { ...report, suggestedRelayOf: null };
}

/** Notes are written later and tell what came of it; so may documents that confirm the fact again. */
function verdictOn(verdict: VerdictEntry | null, day: string): VerdictEntry | null {
  if (!verdict) return null;
  const isPublic = (document: DocumentRef) => dayOf(document) <= day;
  const document = verdict.document && isPublic(verdict.document) ? verdict.document : null;
  return {
    ...verdict,
    document,
    passage: document || !verdict.document ? verdict.passage : null,
    note: null,
    decidedBy: null,
    evidence: verdict.evidence.filter(isPublic),
  };
}
