import { describe, expect, test } from "vitest";
import { devicesNamed, type NamedDevice } from "./device-names";

const devices: NamedDevice[] = [
  {
    id: "12su",
    brand: "Xiaomi",
    names: ["Xiaomi 12 Ultra", "Xiaomi 12S Ultra", "Mi 12 Ultra", "2203121C"],
  },
  { id: "12s", brand: "Xiaomi", names: ["Xiaomi 12S"] },
  { id: "12sp", brand: "Xiaomi", names: ["Xiaomi 12S Pro"] },
  {
    id: "shelved",
    brand: "Xiaomi",
    names: ["Xiaomi 12 Ultra (Snapdragon 8 Gen 1 build)", "Xiaomi 12 Ultra"],
  },
  { id: "s23", brand: "Samsung", names: ["Samsung Galaxy S23"] },
  { id: "s23+", brand: "Samsung", names: ["Samsung Galaxy S23+"] },
  { id: "phone2", brand: "Nothing", names: ["Nothing Phone (2)"] },
];

describe("the devices a text names", () => {
  test.each<[string, string[]]>([
    ["The Xiaomi 12S Ultra is here.", ["12su"]],
    ["Das XIAOMI  12S\nUltra ist da.", ["12su"]],
    ["Die Kamera des Xiaomi 12S Ultras wurde mit Leica entwickelt.", ["12su"]],
    ["Xiaomi zeigt das 12S Ultra und das 12S Pro.", ["12su", "12sp"]],
    ["Das 12S Ultra, ohne den Namen der Firma.", []],
    ["Model 2203121C, registered.", ["12su"]],
    ["Model 2203121CX, registered.", []],
    ["Xiaomi 12S, Xiaomi 12S Pro", ["12s", "12sp"]],
    ["Nobody will see a Xiaomi 12 Ultra.", ["12su", "shelved"]],
    ["The Galaxy S23+ by Samsung", ["s23+"]],
    ["The Samsung Galaxy S23 and S23+", ["s23"]],
    ["Nothing Phone (2) arrives", ["phone2"]],
    ["Xiaomi says nothing", []],
    ["", []],
  ])("%s", (text, ids) => expect(devicesNamed(text, devices)).toEqual(ids));

  test("names are text, whatever signs stand in them", () => {
    const odd = [{ id: "odd", brand: "A+", names: ["A+ (One) [x] $1 \\d", "-2-"] }];
    expect(devicesNamed("the a+ (one) [x] $1 \\d here", odd)).toEqual(["odd"]);
    expect(devicesNamed("the A11", odd)).toEqual([]);
  });

  test("of ten thousand devices the few are found in a moment, in the longest text", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      id: `${at}`,
      brand: "Acme",
      names: [`Acme Phone ${at}`, `Acme Rumored ${at} Ultra`, `AC${at}X`],
    }));
    const text = `The Acme Phone 77 and the Phone 78 were shown. ${"Nothing more was said of it. ".repeat(1700)}`;
    const started = performance.now();
    expect(devicesNamed(text, many)).toEqual(["77", "78"]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
