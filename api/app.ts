import { OpenAPIHono, z } from "@hono/zod-openapi";
import { Refusal } from "@/rules/refusal";
import { listAllAttributes } from "./attributes";
import { showClaim, submitClaim } from "./claims";
import { commentOnClaim, editMyComment, removeOneComment } from "./comments";
import { contestAVerdict, decideOnContest, withdrawMyContest } from "./contests";
import { listAllDevices, showDevice } from "./devices";
import { addDocument, showDocument } from "./documents";
import { decideOnEdit, editSomething, revertOneEdit, withdrawMyEdit } from "./edits";
import { downloadExport } from "./export";
import { dismissSuggestedMerge, leaveClaimOpen } from "./findings";
import { decideOnFlags, flagSomething } from "./flags";
import { makeIdentityChange, previewIdentityChange, undoIdentityChange } from "./identity";
import { preferredLocale } from "./locale";
import { sendFailedMailsAgain, settleOneMail, showMailStatus } from "./mails";
import { chooseHandle, chooseLanguage, showMe } from "./me";
import { decideOnSubmission } from "./moderation";
import { chooseMails, listMyNotifications, readNotification, readNotifications } from "./notifications";
import { asRefusal, problemResponse } from "./problem";
import { showProblem } from "./problems";
import { listQueueOfModerators, releaseToQueue, takeFromQueue, takeNextFromQueue } from "./queue";
import { listMyRatings, rateClaim } from "./ratings";
import { ruleOnSuggestedRelay } from "./relays";
import { reopenAClaim } from "./reopenings";
import { setMemberRole } from "./roles";
import { previewDocumentRulings, ruleWithDocument } from "./rulings";
import { revokeMyOtherSessions, revokeMySession, signOut } from "./sessions";
import { askForSignInMail, confirmSignIn, signInAsDemoMember, signInWithProvider } from "./sign-in";
import { listRivals } from "./slots";
import { listAllSources, showSource } from "./sources";
import { listMySubmissions, listWaiting, withdrawMySubmission } from "./submissions";
import { appealMySuspension, decideOnAppeal, endSuspension, suspendOneMember } from "./suspensions";
import { decideOnTakedown, requestTakedown } from "./takedowns";
import { showCalibration, showMemberRecord } from "./track-records";
import { showUnsubscribe, unsubscribe } from "./unsubscribe";
import { previewClaimVerdict, ruleClaim } from "./verdicts";

/** Everything under /api but next-auth's own paths. Every POST in the list is made by `write`. */
export const api = new OpenAPIHono()
  .basePath("/api")
  .openapiRoutes([
    listAllDevices,
    showDevice,
    listAllAttributes,
    showClaim,
    listRivals,
    listAllSources,
    showSource,
    showCalibration,
    showMemberRecord,
    showDocument,
    addDocument,
    previewDocumentRulings,
    ruleWithDocument,
    submitClaim,
    withdrawMySubmission,
    listMySubmissions,
    listWaiting,
    rateClaim,
    previewClaimVerdict,
    ruleClaim,
    contestAVerdict,
    withdrawMyContest,
    decideOnContest,
    reopenAClaim,
    decideOnSubmission,
    listQueueOfModerators,
    takeNextFromQueue,
    takeFromQueue,
    releaseToQueue,
    ruleOnSuggestedRelay,
    dismissSuggestedMerge,
    leaveClaimOpen,
    commentOnClaim,
    editMyComment,
    removeOneComment,
    flagSomething,
    decideOnFlags,
    makeIdentityChange,
    previewIdentityChange,
    undoIdentityChange,
    editSomething,
    revertOneEdit,
    decideOnEdit,
    withdrawMyEdit,
    requestTakedown,
    decideOnTakedown,
    listMyRatings,
    setMemberRole,
    suspendOneMember,
    endSuspension,
    appealMySuspension,
    decideOnAppeal,
    showMe,
    chooseHandle,
    chooseLanguage,
    signOut,
    revokeMySession,
    revokeMyOtherSessions,
    askForSignInMail,
    confirmSignIn,
    signInWithProvider,
    signInAsDemoMember,
    listMyNotifications,
    readNotifications,
    readNotification,
    chooseMails,
    unsubscribe,
    showMailStatus,
    sendFailedMailsAgain,
    settleOneMail,
    downloadExport,
    showProblem,
  ]);

export type Api = typeof api;

api.get("/v1/unsubscribe/:token", showUnsubscribe);
api.openAPIRegistry.registerPath({
  method: "get",
  path: "/v1/unsubscribe/{token}",
  summary: "Leads whoever opens the link of a mail to the page that asks what to stop",
  tags: ["me"],
  request: { params: z.object({ token: z.string() }) },
  responses: { 303: { description: "To the page." } },
});

api.doc31("/openapi.json", {
  openapi: "3.1.0",
  info: {
    title: "Hearsay",
    version: "1",
    description:
      "Reads are public and cacheable unless they are somebody's own. Writes take JSON or a plain form, need a session cookie and an Origin of this site, and answer errors as RFC 9457 problem+json with a machine `reason`.",
  },
});

api.notFound((c) => {
  const other = c.req.method === "GET" || c.req.method === "HEAD" ? ["POST"] : ["GET", "POST"];
  const known = other.some((method) => api.router.match(method, c.req.path)[0].length > 0);
  const refusal = new Refusal(known ? "method-not-allowed" : "not-found");
  return problemResponse(refusal, preferredLocale(c.req.header("accept-language")));
});

api.onError((error, c) =>
  problemResponse(asRefusal(error), preferredLocale(c.req.header("accept-language"))),
);
