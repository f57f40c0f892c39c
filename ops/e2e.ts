import { buildStep, journeysStep, runSteps } from "./steps";

// `npm run e2e -- --no-build rate` runs one journey again on the build that is there.
const args = process.argv.slice(2);
const steps = args.includes("--no-build") ? [] : [buildStep];
await runSteps([...steps, journeysStep(...args.filter((arg) => arg !== "--no-build"))]);
