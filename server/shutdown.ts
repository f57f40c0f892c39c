const patienceMs = 10_000;

/** Runs `stop` once, on the first signal that asks for it; a second signal ends the process at once. */
export function stopOnSignal(stop: () => Promise<void>, say: (line: string) => void): () => boolean {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130);
    stopping = true;
    say(`${signal}: finishing what is under way`);
    stop().then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`The stop was not clean: ${cause instanceof Error ? cause.message : cause}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return () => stopping;
}

/** Waits for requests under way, but not for ever. */
export function closeServer(server: import("node:http").Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => {
      server.closeAllConnections();
      // A socket that left HTTP is not among them.
      resolve();
    }, patienceMs);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}
