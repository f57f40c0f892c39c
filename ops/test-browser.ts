import { api } from "@/api/app";
import { handleAuth } from "@/auth";

const origin = "http://localhost:3000";

export type TestBrowser = ReturnType<typeof testBrowser>;

/** A browser as far as the API can tell: its cookies, its address, its own origin. */
export function testBrowser(more: { peer?: string; headers?: Record<string, string> } = {}) {
  const cookies = new Map<string, string>();
  const peer = more.peer ?? "127.0.0.1";
  const env = { incoming: { socket: { remoteAddress: peer } } };
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (value && !/max-age=0/i.test(line)) cookies.set(name, value);
      else cookies.delete(name);
    }
    return answer;
  };
  const headers = () => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const own = { host: "localhost:3000", origin, "user-agent": "Test", "x-hearsay-peer": peer, cookie };
    return new Headers({ ...own, ...more.headers });
  };
  const send = async (path: string, body: string, type: string) => {
    const sent = headers();
    sent.set("content-type", type);
    return keep(await api.fetch(new Request(origin + path, { method: "POST", headers: sent, body }), env));
  };
  return {
    cookies,
    headers,
    get: async (path: string) => {
      const request = new Request(origin + path, { headers: headers() });
      return keep(path.startsWith("/api/auth/") ? await handleAuth(request) : await api.fetch(request, env));
    },
    form: (path: string, fields: Record<string, string>) =>
      send(path, new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"),
    json: (path: string, fields: object) => send(path, JSON.stringify(fields), "application/json"),
    who: async () => {
      const answer = await api.fetch(new Request(`${origin}/api/v1/me`, { headers: headers() }), env);
      const { member }: { member: { id: string; handle: string | null; role: string } | null } =
        await answer.json();
      return member;
    },
  };
}
