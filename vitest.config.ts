import { defineConfig } from "vitest/config";

// The tests make databases of their own; the one a person works with is none of their business.
delete process.env.DATABASE_URL;

const alias = { "@": import.meta.dirname };

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        // Drawing strings from all of Unicode takes seconds on a busy machine.
        test: {
          name: "rules",
          include: ["rules/**/*.test.ts", "architecture.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "postgres",
          include: ["{api,app,components,db,jobs,ops,server}/**/*.test.ts", "auth*.test.ts"],
          globalSetup: ["ops/test-database.ts"],
          setupFiles: ["db/test-setup.ts"],
          // next-auth imports "next/server" without the extension that Node asks for.
          server: { deps: { inline: ["next-auth"] } },
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
