import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import postgres from "postgres";
import { SMTPServer } from "smtp-server";

const root = join(import.meta.dirname, "..");
const secret = "for measuring and for nothing else";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type Tally = {
  mails: number;
  arrived: number;
  /** Neither arrived nor shown as unknown. */
  lost: number;
  twice: number;
  unknown: number;
  /** How many mails the worst kill left unknown. */
  unknownPerKill: number;
  /** From each kill until the next mail arrived, in seconds, the start of the next worker's process included. */
  pauses: number[];
  seconds: number;
};

type Sink = {
  url: string;
  /** How often each mail came, by the notification it is of. */
  received: Map<string, number>;
  /** Lets mails arrive without being answered, until `release`. */
  hold: () => void;
  held: () => number;
  release: () => void;
  stop: () => Promise<void>;
};

/** A mail server on loopback that counts how often each mail came, by its Message-ID. */
export async function startSink(port = 0): Promise<Sink> {
  const received = new Map<string, number>();
  const unanswered: (() => void)[] = [];
  let holding = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const id = /^Message-ID: <([^@>]+)@/im.exec(Buffer.concat(chunks).toString("latin1"))?.[1] ?? "none";
        received.set(id, (received.get(id) ?? 0) + 1);
        if (holding) unanswered.push(done);
        else done();
      });
    },
  });
  // A killed worker leaves its connection in the middle of a word.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.server.address();
  const taken = typeof address === "object" && address ? address.port : port;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    url: `smtp://127.0.0.1:${taken}`,
    received,
    hold: () => {
      holding = true;
    },
    held: () => unanswered.length,
    release: () => {
      holding = false;
      for (const answer of unanswered.splice(0)) answer();
    },
    stop,
  };
}

/** A worker in a process of its own, as `npm run worker` starts it. */
export function startWorker(settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "ops/worker.ts"], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "production", AUTH_SECRET: secret, ...settings },
    stdio: "ignore",
  });
}

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within two minutes`);
    await pause(5);
  }
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await gone;
}

/**
 * Kills the worker again and again while it sends what is queued in the database at `url`, each time at some moment of its work, and
 * counts what became of every mail.
 */
export async function killWorkers({ url, kills }: { url: string; kills: number }): Promise<Tally> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const sink = await startSink();
  const settings = { DATABASE_URL: url, SMTP_URL: sink.url };
  const count = async (...states: string[]) =>
    Number((await sql`select count(*) as n from mail where state = any(${states})`)[0]?.n ?? 0);
  const mails = await count("waiting");
  const began = performance.now();
  const pauses: number[] = [];
  const unknowns = [0];
  let worker = startWorker(settings);
  try {
    for (let done = 1; done <= kills; done++) {
      const share = Math.floor((mails * done) / (kills + 1));
      await until(() => sink.received.size >= share, `mail ${share}`);
      // Anywhere in the course of a mail, and not always right after its arrival.
      await pause(Math.random() * 30);
      const killedAt = performance.now();
      await kill(worker);
      worker = startWorker(settings);
      // What the dead one had written may still arrive.
      await pause(50);
      const before = sink.received.size;
      await until(() => sink.received.size > before, "a mail after a kill");
      pauses.push((performance.now() - killedAt) / 1000);
      unknowns.push(await count("unknown"));
    }
    await until(async () => (await count("waiting", "sending")) === 0, "the end of the queue");
    const seconds = (performance.now() - began) / 1000;
    const rows = await sql<{ id: string; state: string }[]>`select notification_id as id, state from mail`;
    return {
      mails,
      arrived: rows.filter(({ id }) => sink.received.has(id)).length,
      lost: rows.filter(({ id, state }) => state !== "unknown" && !sink.received.has(id)).length,
      twice: [...sink.received.values()].filter((times) => times > 1).length,
      unknown: unknowns.at(-1) ?? 0,
      unknownPerKill: Math.max(...unknowns.map((n, i) => n - (unknowns[i - 1] ?? 0))),
      pauses,
      seconds,
    };
  } finally {
    await kill(worker);
    await sink.stop();
    await sql.end({ timeout: 5 });
  }
}
