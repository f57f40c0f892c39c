import { buildStep, checkSteps, journeysStep, runSteps } from "./steps";

const { passed, failed } = await runSteps([...checkSteps, buildStep, journeysStep()]);
console.log(`\n${passed} passed, ${failed} failed`);
