import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { database } from "./client";
import { account, member, session, verificationToken } from "./schema/members";
import { closeSession, openSession, sessionKey } from "./sessions";
import { type AskedSignIn, consumeSignIn, createSignIn } from "./sign-in";

/** What the request that next-auth works for brings along. */
export type AuthContext = {
  locale: "en" | "de";
  userAgent: string | null;
  /** How a mail asked for by this request is bound to code and browser. */
  binding?: { codeHash: string; browserHash: string };
  /** The sign-in this request has already shown it may use. */
  proven?: AskedSignIn;
};

// The table ends a session by use; the cookie only has to outlive it.
const cookieDays = 365;

/** next-auth's view of the members' tables: session tokens are hashed, and a sign-in mail is bound to who asked. */
export function authAdapter(context: AuthContext): ReturnType<typeof DrizzleAdapter> {
  const tables = {
    usersTable: member,
    accountsTable: account,
    sessionsTable: session,
    verificationTokensTable: verificationToken,
  };
  const base = DrizzleAdapter(database(), tables);
  return {
    ...base,
    // Providers hand out an address only when they verified it, so a new member's address always is.
    createUser: async (user) => {
      const email = user.email ?? null;
      const fresh = { email, emailVerified: email ? new Date() : null, locale: context.locale };
      const [created] = await database().insert(member).values(fresh).returning();
      if (!created) throw new Error("the new member was not returned");
      return { ...created, email: created.email ?? "" };
    },
    createSession: async ({ sessionToken, userId }) => {
      await openSession({ token: sessionToken, memberId: userId, userAgent: context.userAgent });
      return { sessionToken, userId, expires: new Date(Date.now() + cookieDays * 86_400_000) };
    },
    // next-auth does not look at the expiry of the session it would link an account to.
    getSessionAndUser: async (token) => {
      const found = await base.getSessionAndUser?.(sessionKey(token));
      if (!found || found.session.expires.getTime() <= Date.now()) return null;
      return { ...found, session: { ...found.session, sessionToken: token } };
    },
    updateSession: async () => null,
    deleteSession: closeSession,
    createVerificationToken: async (asked) => {
      if (!context.binding) throw new Error("a sign-in mail must be bound to a browser");
      await createSignIn({ ...asked, ...context.binding });
      return asked;
    },
    useVerificationToken: async () => (context.proven ? consumeSignIn(context.proven) : null),
  };
}
