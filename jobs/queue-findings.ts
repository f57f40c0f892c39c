import pino from "pino";
import { findLapses } from "@/db/lapses";
import { findMerges } from "@/db/merge-findings";

const log = pino({ name: "queue-findings" });
const dayLength = 86_400_000;
const retryMs = 3_600_000;
/** Slices of one run; what is left waits for the next day. */
const mostSlices = 50;

/** Finds what moderators should be asked about: soon after the start, and with each new UTC day. A failed search is tried again an hour later. */
export class QueueFindings {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private stopped = false;

  start(waitMs = 10_000): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => this.run(), waitMs);
    this.timer.unref();
  }

  /** Waits for the slice under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.running = this.find().then(
      () => this.start(dayLength - (Date.now() % dayLength) + 1_000),
      (cause: unknown) => {
        log.error({ err: cause }, "the search for what moderators should decide failed and is tried again");
        this.start(retryMs);
      },
    );
  }

  private async find(): Promise<void> {
    for (let slice = 0; slice < mostSlices && !this.stopped; slice++) if ((await findLapses()) === 0) break;
    if (!this.stopped) await findMerges();
  }
}
