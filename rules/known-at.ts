import { isDay } from "./values";

/** The moment a fact was public: a day, and a time of it in UTC where one is known. Null for what is no such moment. */
export function parseKnownAt(day: string, time: string): Date | null {
  if (!isDay(day)) return null;
  if (time !== "" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  return new Date(`${day}T${time || "00:00"}:00Z`);
}
