import pino from "pino";
import { type Progress, refreshOpenClaims, updateRings } from "@/db/roll-up";

const log = pino({ name: "roll-up" });
const dayLength = 86_400_000;
const hourLength = 3_600_000;
/** Verdicts come in groups; one pass serves all of a moment. */
const patienceMs = 2_000;
const retryMs = 30_000;

/**
 * Brings open claims up to date with track records: at the start, soon after verdicts, and with each new UTC day, when rings are
 * looked for as well. What a crash cuts off, the next start does again; a failed search for rings is tried again an hour later
 * and holds up nothing else.
 */
export class RollUp {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;
  private ringsDue = 0;

  /** Verdicts have changed track records, or may have. */
  request(waitMs = patienceMs): void {
    const waits = this.wanted;
    this.wanted = true;
    if (waits || this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), waitMs);
  }

  /** Waits for the batch under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.wanted = false;
    this.running = this.pass()
      .catch((cause: unknown) => {
        log.error({ err: cause }, "the roll-up failed and is tried again");
        return false;
      })
      .then((done) => {
        this.running = null;
        if (!done) this.request(retryMs);
        else if (this.wanted) this.request();
        else this.waitForRings();
      });
  }

  private waitForRings(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => this.request(0), Math.max(0, this.ringsDue - Date.now()) + 1_000);
    this.timer.unref();
  }

  /** Whether every open claim was looked at. */
  private async pass(): Promise<boolean> {
    if (!(await this.refresh())) return false;
    if (!this.stopped && Date.now() >= this.ringsDue && (await this.findRings())) return this.refresh();
    return true;
  }

  private async refresh(): Promise<boolean> {
    let progress: Progress = { after: null };
    do {
      progress = await refreshOpenClaims(progress.after);
      if (progress === "busy") return false;
    } while (progress.after && !this.stopped);
    return true;
  }

  /** Whether open claims have to be looked at again. */
  private async findRings(): Promise<boolean> {
    try {
      const changed = await updateRings();
      this.ringsDue = Date.now() + dayLength - (Date.now() % dayLength);
      return changed;
    } catch (cause) {
      log.error({ err: cause }, "the search for rings failed and is tried again in an hour");
      this.ringsDue = Date.now() + hourLength;
      return false;
    }
  }
}
