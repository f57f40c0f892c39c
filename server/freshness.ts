import { createRequire } from "node:module";
import { z } from "zod";

const everything = "everything";
const mostTags = 20_000;

type TagTimes = { expired?: number; stale?: number };

// Next has no public way to expire a tag from outside a request. This module is where its caches look; a test covers it.
const manifest = z
  .instanceof(Map<string, TagTimes>)
  .parse(
    createRequire(import.meta.url)("next/dist/server/lib/incremental-cache/tags-manifest.external.js")
      .tagsManifest,
  );

export type RenderInFlight = { path: string; overtaken: Set<string>; ended: Promise<void> };

/**
 * Knows which renders are under way and which tags have changed. A page rendered across a change is stored as younger than
 * the change, so its tags expire once more when the render has ended.
 */
export class Freshness {
  private readonly running = new Map<RenderInFlight, () => void>();
  private readonly onExpire: () => void;

  constructor(onExpire: () => void) {
    this.onExpire = onExpire;
  }

  begin(path: string): RenderInFlight {
    let settle = () => {};
    const ended = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const render = { path, overtaken: new Set<string>(), ended };
    this.running.set(render, settle);
    return render;
  }

  end(render: RenderInFlight): void {
    if (render.overtaken.size > 0) expireInNext(render.overtaken);
    this.running.get(render)?.();
    this.running.delete(render);
  }

  /** Next answers with an old page and renders a new one unseen; for that long, changes may overtake it. */
  suspectBackgroundRender(): void {
    const render = this.begin("");
    setTimeout(() => this.end(render), 30_000).unref();
  }

  /** Renders of a path that began before a change: whoever asks now must not be given their result. */
  overtaken(path: string): Promise<void>[] {
    const old: Promise<void>[] = [];
    for (const render of this.running.keys())
      if (render.path === path && render.overtaken.size > 0) old.push(render.ended);
    return old;
  }

  expire(tags: Iterable<string>): void {
    const changed = [...tags];
    if (changed.length === 0) return;
    expireInNext(changed);
    for (const render of this.running.keys()) for (const tag of changed) render.overtaken.add(tag);
    this.onExpire();
    this.expireAgainWhenClocksAgree(changed);
  }

  expireEverything(): void {
    this.expire([everything]);
  }

  /**
   * Next dates pages by the wall clock and compares with the process's own clock. Where the wall clock was set forward since
   * the start, a page stored just now counts as younger than this change until the difference has passed.
   */
  private expireAgainWhenClocksAgree(tags: string[]): void {
    const ahead = Date.now() - processClock();
    if (ahead < 2 || ahead > 3_600_000) return;
    setTimeout(() => {
      expireInNext(tags);
      this.onExpire();
    }, ahead + 1).unref();
  }
}

function processClock(): number {
  return performance.timeOrigin + performance.now();
}

function expireInNext(tags: Iterable<string>): void {
  if (manifest.size > mostTags) {
    manifest.clear();
    manifest.set(everything, { expired: processClock() });
  }
  for (const tag of tags) manifest.set(tag, { expired: processClock() });
}
