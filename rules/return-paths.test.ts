import { expect, test } from "vitest";
import { safeReturnPath } from "./return-paths";

test.each(["/en", "/en/claims/x/rate?draft=1#form", "/de/search?q=a//b", "/en/../de", "/apiary"])(
  "%s may be returned to",
  (path) => expect(safeReturnPath(path)).toBe(path),
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/.//evil.example",
  "/en/..//evil.example",
  "/%2e//evil.example",
  "/api/v1/me",
  "/api",
  "/en/../api/v1/me",
  "/\t/evil.example",
  "/en\r\nset-cookie:a=b",
  "/ü",
  `/${"a".repeat(1000)}`,
  "",
  undefined,
  7,
])("%s may not", (path) => expect(safeReturnPath(path)).toBeNull());
