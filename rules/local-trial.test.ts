import { describe, expect, test } from "vitest";
import { isLocalTrial, type Surroundings } from "./local-trial";

const home: Surroundings = {
  embeddedDatabase: true,
  appUrl: undefined,
  peer: "127.0.0.1",
  host: "localhost:3000",
  forwarded: false,
};

describe("a local trial", () => {
  test.each<Partial<Surroundings>>([
    {},
    { peer: "::1" },
    { peer: "::ffff:127.0.0.1" },
    { host: "127.0.0.1:3000" },
    { host: "[::1]:3000" },
    { host: "LOCALHOST" },
    { appUrl: "" },
  ])("is one on the machine itself: %j", (change) => {
    expect(isLocalTrial({ ...home, ...change })).toBe(true);
  });

  test.each<Partial<Surroundings>>([
    { embeddedDatabase: false },
    { appUrl: "http://localhost:3000" },
    { forwarded: true },
    { peer: null },
    { peer: "" },
    { peer: "192.168.1.7" },
    { peer: "::ffff:10.0.0.1" },
    { peer: "127.0.0.1.evil.example" },
    { peer: "2001:db8::1" },
    { host: null },
    { host: "hearsay.example" },
    { host: "localhost.evil.example" },
    { host: "localhost:3000@evil.example" },
    { host: "127.0.0.1.nip.io" },
    { host: "192.168.1.7:3000" },
  ])("is none when anything points elsewhere: %j", (change) => {
    expect(isLocalTrial({ ...home, ...change })).toBe(false);
  });
});
