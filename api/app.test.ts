import { expect, test } from "vitest";
import { aClaim, aDevice, aDocument, anAttribute, aReport, aSource } from "@/db/test-data";
import { api } from "./app";
import { get, post, signedIn } from "./test-client";

test("public reads may be kept by any cache and hold nothing of the viewer", async () => {
  const phone = await aDevice();
  const claim = await aClaim({ deviceId: phone.id });
  const document = await aDocument();
  await aReport({ claimId: claim.id, documentId: document.id });
  const viewer = await signedIn("moderator");
  for (const path of [
    "/api/v1/devices",
    `/api/v1/devices/${phone.slug}`,
    `/api/v1/claims/${claim.id}`,
    `/api/v1/documents/${document.id}`,
    "/api/v1/sources",
    "/api/v1/attributes",
  ]) {
    const [mine, anybodys] = [await get(viewer, path), await get(null, path)];
    expect([path, mine.status]).toEqual([path, 200]);
    expect(mine.body).toEqual(anybodys.body);
    expect(mine.headers.get("cache-control")).toContain("s-maxage=1");
    expect(mine.headers.has("set-cookie")).toBe(false);
  }
});

test("personal reads are kept by nobody", async () => {
  const viewer = await signedIn();
  for (const path of ["/api/v1/me", "/api/v1/me/ratings?device=x"])
    expect((await get(viewer, path)).headers.get("cache-control")).toBe("private, no-store");
  expect((await get(null, "/api/v1/me/ratings?device=x")).body.reason).toBe("sign-in-first");
  expect((await get(viewer, "/api/v1/me")).body.member).toMatchObject({ id: viewer.id, role: "member" });
});

test("following the cursors shows every device and source once", async () => {
  await Promise.all(Array.from({ length: 7 }, async () => [await aDevice(), await aSource()]));
  for (const noun of ["devices", "sources"]) {
    const whole = (await get(null, `/api/v1/${noun}?limit=100`)).body;
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const { body: page }: { body: Record<string, { slug: string }[]> & { next: string | null } } =
        await get(null, `/api/v1/${noun}?limit=3&cursor=${next}`);
      seen.push(...(page[noun] ?? []).map((row) => row.slug));
      next = page.next;
    }
    expect(seen).toEqual(whole[noun].map((row: { slug: string }) => row.slug));
    expect(new Set(seen).size).toBe(seen.length);
  }
});

test("a device is found by what it was called, a source by a part of its name", async () => {
  const phone = await aDevice({ workingName: "Quux Twelve", officialName: "Quux 12S" });
  const source = await aSource({ name: "Quuxleaks Daily" });
  const devices = (await get(null, "/api/v1/devices?q=quux%20twel")).body.devices;
  expect(devices).toMatchObject([{ slug: phone.slug, name: "Quux 12S", matched: { name: "Quux Twelve" } }]);
  expect((await get(null, "/api/v1/sources?q=LEAKS")).body.sources).toMatchObject([{ slug: source.slug }]);
  for (const q of ["", "%20", "%00", "%E2%80%8B", "%25_'\\"])
    for (const asked of [`devices?q=${q}`, `devices?cursor=${q}`, `sources?q=${q}`, `sources?cursor=${q}`])
      expect([asked, (await get(null, `/api/v1/${asked}`)).status]).toEqual([asked, 200]);
});

test("the rivals of a slot are those of its device, attribute and scope", async () => {
  const [phone, charging] = [await aDevice(), await anAttribute()];
  const place = { deviceId: phone.id, attributeId: charging.id };
  const everywhere = await aClaim(place);
  await aClaim({ ...place, scope: "China" });
  const path = `/api/v1/slots/rivals?device=${phone.slug}&attribute=${charging.slug}`;
  expect((await get(null, path)).body.claims).toMatchObject([{ id: everywhere.id, value: { number: 67 } }]);
  expect((await get(null, `${path}&scope=China`)).body.claims).toMatchObject([{ scope: "China" }]);
});

test.each([
  ["/api/v1/devices/no-such", 404, "device-not-found"],
  ["/api/v1/devices/No%20Such", 404, "device-not-found"],
  ["/api/v1/claims/nonsense", 404, "claim-not-found"],
  ["/api/v1/documents/nonsense", 404, "document-not-found"],
  ["/api/v1/sources/no-such", 404, "source-not-found"],
  ["/api/v1/nothing", 404, "not-found"],
  ["/api/v1/devices?limit=0", 400, "malformed"],
  ["/api/v1/devices?limit=many", 400, "malformed"],
  ["/api/v1/slots/rivals", 400, "malformed"],
  ["/api/v1/claims", 405, "method-not-allowed"],
])("%s answers %i %s in words", async (path, status, reason) => {
  const answer = await get(null, path, { "accept-language": "de" });
  expect(answer).toMatchObject({ status, body: { reason, type: `/api/v1/problems/${reason}` } });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect((await get(null, answer.body.type)).body).toMatchObject({
    reason,
    status,
    words: { de: answer.body.title },
  });
});

test("a read is not a place to write", async () => {
  expect(await post(await signedIn(), "/api/v1/devices", {})).toMatchObject({
    status: 405,
    body: { reason: "method-not-allowed" },
  });
});

test("the description names every route, with what a write takes", async () => {
  const { body } = await get(null, "/api/openapi.json");
  const described = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
  );
  const served = api.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1/"))
    .map(({ method, path }) => `${method} ${path}`);
  expect(described.sort()).toEqual([...new Set(served)].sort());
  const rating = body.paths["/api/v1/claims/{id}/rating"].post;
  expect(rating.requestBody.content["application/json"].schema.properties.probability).toMatchObject({
    minimum: 0.01,
    maximum: 0.99,
  });
  expect(rating.responses.default.content).toHaveProperty(["application/problem+json"]);
});
