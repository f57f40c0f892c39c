import { type Changes, openChangeReader } from "@/db/changes";

type Settings = {
  url: string;
  everyMs?: number;
  onChanges: (changes: Changes) => void;
  /** Called when the database does not answer, at most once at a time. */
  onDown: (cause: unknown) => Promise<void>;
};

/** Follows the change log of the database for as long as the process lives, whatever happens to the database. */
export class ChangeFollower {
  private readonly reader;
  private readonly settings: Settings;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private lastRead = 0;
  private failing = false;
  private stopped = false;
  private readonly pruning: NodeJS.Timeout;

  constructor(settings: Settings) {
    this.settings = settings;
    this.reader = openChangeReader(settings.url);
    this.pruning = setInterval(() => this.reader.prune().catch(() => {}), 600_000);
    this.pruning.unref();
  }

  async start(): Promise<void> {
    await this.readOnce();
    this.schedule();
  }

  /** Resolves when everything committed before this call has been told. */
  async catchUp(): Promise<void> {
    if (!this.reading) return this.readOnce();
    // A reading under way may have begun before the commit: all who wait share the one after it.
    this.next ??= this.reading.then(() => {
      this.next = null;
      return this.readOnce();
    });
    return this.next;
  }

  /** Whether the log was read within the last seconds. */
  isFollowing(): boolean {
    return !this.failing && Date.now() - this.lastRead < 5_000;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    clearInterval(this.pruning);
    await this.reading;
    await this.reader.close();
  }

  private schedule(): void {
    if (this.stopped) return;
    const wait = this.failing ? 500 : (this.settings.everyMs ?? 200);
    this.timer = setTimeout(() => this.catchUp().then(() => this.schedule()), wait);
  }

  private readOnce(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  /** After a failure the reader says that everything changed, so what was missed meanwhile does no harm. */
  private async read(): Promise<void> {
    try {
      const changes = await this.reader.read();
      this.failing = false;
      this.lastRead = Date.now();
      if (changes.everything || changes.tags.length > 0) this.settings.onChanges(changes);
    } catch (cause) {
      const first = !this.failing;
      this.failing = true;
      // A write was committed although the log cannot be read: forget all rather than show the old.
      this.settings.onChanges({ everything: true });
      if (first) await this.settings.onDown(cause);
    }
  }
}
