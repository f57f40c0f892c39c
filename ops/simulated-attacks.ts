import { type Dice, dayMs, type PastClaim, type Said, say, someTime, today } from "./simulated-crowds";

export type Attacker = { id: string; joinedAt: Date };
export type Attack = {
  name: string;
  about: string;
  attackers: (count: number, dice: Dice) => Attacker[];
  /** What they did before, to look like anybody else. */
  prepare: (attackers: Attacker[], past: PastClaim[], dice: Dice) => Said[];
  /** In log-odds: what one of them says, given which way they push and what they would honestly say. */
  strike: (direction: 1 | -1, honestly: number, dice: Dice) => number;
  /** Days before the last moment at which they come. */
  withinDays: number;
};

function accounts(count: number, ageDays: number): Attacker[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `attacker-${index}`,
    joinedAt: new Date(today - ageDays * dayMs - index * 60_000),
  }));
}

const shout = (direction: 1 | -1, _honestly: number, dice: Dice) => direction * dice.between(3, 4.6);
const nothing = () => [];

function rateSome(attackers: Attacker[], claims: PastClaim[], count: number, dice: Dice): Said[] {
  return attackers.flatMap(({ id }) =>
    dice.pick(claims, count).map((one) => ({
      claim: one.claim,
      rater: id,
      probability: say(one.belief + dice.normal(0.4)),
      at: someTime(one, dice),
    })),
  );
}

/** One script rates the same claims for all of them, within the hour. */
function rateTogether(attackers: Attacker[], claims: PastClaim[], count: number, dice: Dice): Said[] {
  return dice.pick(claims, count).flatMap((one) => {
    const [at, belief] = [someTime(one, dice).getTime(), one.belief + dice.normal(0.4)];
    return attackers.map(({ id }) => ({
      claim: one.claim,
      rater: id,
      probability: say(belief + dice.normal(0.05)),
      at: new Date(Math.min(one.knownAt.getTime() - 1, at + dice.between(0, 3_600_000))),
    }));
  });
}

export const attacks: Attack[] = [
  {
    name: "Coordinated newcomers",
    about: "accounts of the last ten days, all of which shout within a day",
    attackers: (count, dice) => accounts(count, dice.between(1, 10)),
    prepare: nothing,
    strike: shout,
    withinDays: 1,
  },
  {
    name: "Coordinated sleepers",
    about: "the same with accounts made long before that never rated",
    attackers: (count) => accounts(count, 200),
    prepare: nothing,
    strike: shout,
    withinDays: 1,
  },
  {
    name: "Slow sock puppets",
    about: "each rated 40 easy claims rightly over a year, then all shout within a day",
    attackers: (count) => accounts(count, 500),
    prepare: (attackers, past, dice) =>
      rateSome(
        attackers,
        past.filter(({ easy }) => easy),
        40,
        dice,
      ),
    strike: shout,
    withinDays: 1,
  },
  {
    name: "Scripted sock puppets",
    about: "the same 20 open claims rated together by a script that is as good as a good member",
    attackers: (count) => accounts(count, 500),
    prepare: (attackers, past, dice) =>
      rateTogether(
        attackers,
        past.filter(({ easy }) => !easy),
        20,
        dice,
      ),
    strike: shout,
    withinDays: 1,
  },
  {
    name: "Brand fans",
    about:
      "known members who on their brand say 1.5 log-odds more than they would elsewhere, each in their own time",
    attackers: (count) => accounts(count, 500),
    prepare: (attackers, past, dice) => rateSome(attackers, past, 30, dice),
    strike: (direction, honestly) => honestly + 1.5 * direction,
    withinDays: 40,
  },
  {
    name: "Patient forgers",
    about:
      "the limit: each rated 20 open claims for a year as well as good members, separately, then all shout within a day",
    attackers: (count) => accounts(count, 500),
    prepare: (attackers, past, dice) =>
      rateSome(
        attackers,
        past.filter(({ easy }) => !easy),
        20,
        dice,
      ),
    strike: shout,
    withinDays: 1,
  },
];
