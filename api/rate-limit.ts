import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type LimitName, limits } from "@/rules/limits";
import { Refusal } from "@/rules/refusal";

type Per = "member" | "address";
const limiters = new Map<string, RateLimiterMemory>();

/** Counts in this process: several instances multiply the limits by their number. */
function limiterOf(name: LimitName, per: Per): RateLimiterMemory {
  const key = `${name}:${per}`;
  const known = limiters.get(key);
  if (known) return known;
  const made = new RateLimiterMemory({ points: limits[name][per], duration: limits[name].seconds });
  limiters.set(key, made);
  return made;
}

/** Takes one from what `who` has left, or refuses and says when there is more. */
export async function countAgainstLimit(name: LimitName, per: Per, who: string): Promise<void> {
  try {
    await limiterOf(name, per).consume(who);
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent;
    throw new Refusal("too-many", { retryAfterSeconds: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)) });
  }
}
