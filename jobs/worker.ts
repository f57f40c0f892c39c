import { type Runner, run } from "graphile-worker";
import pino from "pino";
import { z } from "zod";
import { jobLogger } from "@/db/job-logger";
import { openPresence, releaseDeadWorkers } from "@/db/job-workers";
import { mailTask, requeueMails } from "@/db/mails";
import { MailSender } from "./mail";

const log = pino({ name: "worker" });
const mailJob = z.object({ id: z.uuid() });
const watchEveryMs = 3_000;
const requeueEveryMs = 60_000;
const pauseMs = 1_000;
const patienceMs = 60_000;

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

/**
 * Does the queued jobs, one at a time, so that a kill leaves at most one mail of which nobody knows whether it went out. Any number
 * of workers share the queue. Comes back by itself when the database was away.
 */
export class Worker {
  private readonly url: string;
  private readonly sender: MailSender;
  private runner: Runner | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  /** `origin` is where the links in mails lead. */
  constructor({ url, origin }: { url: string; origin: string }) {
    this.url = url;
    this.sender = new MailSender(origin, (work) => this.insist(work, patienceMs));
  }

  start(): void {
    this.running = this.keepRunning();
  }

  /** Waits for the job under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.stopRunner();
    await this.running;
  }

  private async stopRunner(): Promise<void> {
    // One that is stopping by itself refuses, and is as good.
    await this.runner?.stop().catch((cause: unknown) => log.debug({ err: cause }, "stopped already"));
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopped) {
      await this.runUntilBroken().catch((cause: unknown) => {
        log.error({ err: cause }, "the worker ended and starts again");
      });
      if (!this.stopped) await pause();
    }
  }

  private async runUntilBroken(): Promise<void> {
    const presence = openPresence(this.url);
    const timers: NodeJS.Timeout[] = [];
    const show = async (poolId: string) => {
      await presence.announce(poolId);
      await releaseDead();
    };
    // Before the first job, so that a pool that lives never holds a job without showing it.
    const onStart = async (poolId: string) => {
      await this.insist(() => show(poolId), Number.POSITIVE_INFINITY);
      timers.push(setInterval(() => quietly(() => show(poolId)), watchEveryMs));
      timers.push(setInterval(() => quietly(requeueMails), requeueEveryMs));
    };
    try {
      this.runner = await this.runPool(onStart);
      if (this.stopped) await this.stopRunner();
      await this.runner.promise;
    } finally {
      this.runner = null;
      for (const timer of timers) clearInterval(timer);
      await presence.close();
    }
  }

  private runPool(onStart: (poolId: string) => Promise<void>): Promise<Runner> {
    const startWorker = (_: unknown, { worker }: { worker: { workerPool: { id: string } } }) =>
      onStart(worker.workerPool.id);
    return run({
      connectionString: this.url,
      maxPoolSize: 4,
      concurrency: 1,
      noHandleSignals: true,
      logger: jobLogger,
      parsedCronItems: [],
      taskList: { [mailTask]: (job) => this.sender.send(mailJob.parse(job).id) },
      preset: {
        // Unbatched, a job that cannot be completed rejects unheard, which would end the whole server.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        plugins: [{ name: "hearsay-presence", version: "1.0.0", worker: { hooks: { startWorker } } }],
      },
    });
  }

  /** Repeats what the database did not take, because it may be starting again. */
  private async insist(work: () => Promise<void>, patience: number): Promise<void> {
    const deadline = Date.now() + patience;
    for (;;)
      try {
        return await work();
      } catch (cause) {
        if (this.stopped || Date.now() > deadline) throw cause;
        await pause();
      }
  }
}

async function releaseDead(): Promise<void> {
  const released = await releaseDeadWorkers();
  if (released.workers > 0) log.warn(released, "jobs of dead workers were released");
}

function quietly(work: () => Promise<void>): void {
  work().catch((cause: unknown) => log.warn({ err: cause }, "the database did not answer the worker"));
}
