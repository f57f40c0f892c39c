let hook: () => Promise<void> = async () => {};

/** Called by the process that serves pages: what has to happen after a commit so that the next load shows it. */
export function setAfterWrite(next: () => Promise<void>): void {
  hook = next;
}

export function afterWrite(): Promise<void> {
  return hook();
}
