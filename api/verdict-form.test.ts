import { describe, expect, it } from "vitest";
import { findClaimPage } from "@/db/claims";
import { findFormDraft } from "@/db/form-drafts";
import { aClaim, aDocument } from "@/db/test-data";
import { postForm, signedIn } from "./test-client";

const url = "https://press.example.com/launch";
const typed = {
  locale: "en",
  outcome: "confirmed",
  basis: "official",
  qualifier: "",
  documentId: "",
  documentUrl: `${url}?utm_source=mail`,
  passage: "中".repeat(2000),
  knownAt: "2022-07-04",
  knownTime: "11:00",
  note: "",
  supersedesId: "",
};

async function ruledBy(fields: Record<string, string>, step = "") {
  const [moderator, claim] = [await signedIn("moderator"), await aClaim()];
  const returnTo = `/en/claims/${claim.id}/rule`;
  const response = await postForm(moderator, `/api/v1/claims/${claim.id}/verdicts${step}`, {
    ...fields,
    returnTo,
  });
  const location = response.headers.get("location") ?? "";
  const draft = new URL(location, "http://localhost").searchParams.get("draft") ?? "";
  return { claim, location, draft: await findFormDraft(draft, moderator.id) };
}

describe("the verdict form", () => {
  it("is shown what follows with everything typed kept, however long, and nothing saved", async () => {
    await aDocument({ url, urlKey: "press.example.com/launch", published: "2022-07-04" });
    const { claim, location, draft } = await ruledBy(typed, "/preview");
    expect(location).toMatch(`/en/claims/${claim.id}/rule?draft=`);
    expect(draft).toMatchObject({ reason: "kept", fields: { passage: typed.passage, knownTime: "11:00" } });
    expect((await findClaimPage(claim.id))?.claim.verdict).toBeNull();
  });

  it("cites a document by its address, however that is spelled", async () => {
    const cited = await aDocument({
      url: `${url}/2`,
      urlKey: "press.example.com/launch/2",
      published: "2022-07-04",
    });
    const { claim } = await ruledBy({ ...typed, documentUrl: `http://www.press.example.com/launch/2/#top` });
    const verdict = (await findClaimPage(claim.id))?.claim.verdict;
    expect(verdict).toMatchObject({ document: { id: cited.id }, knownAt: "2022-07-04T11:00:00.000Z" });
  });

  it("says beside the field that a typed document is not here", async () => {
    const { draft } = await ruledBy({ ...typed, documentUrl: "https://press.example.com/other" }, "/preview");
    expect(draft).toMatchObject({
      reason: "document-not-found",
      problems: [{ path: "documentUrl", reason: "document-not-found" }],
    });
  });
});
