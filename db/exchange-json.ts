/** JSON that ends early or breaks off, with the place in words. */
export class BrokenJson extends Error {
  constructor(what: string, text: string, index: number) {
    const before = text.slice(0, index);
    const line = before.split("\n").length;
    const column = index - before.lastIndexOf("\n");
    super(`is not valid JSON: ${what} at line ${line}, column ${column}`);
    this.name = "BrokenJson";
  }
}

const token =
  /([{}[\],:])|("[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

type Expected = "value" | "value or ]" | "key or }" | "key" | ":" | ", or }" | ", or ]" | "end";

/**
 * Parses JSON. What the engine says about broken JSON names no place in most cases and differs by version, so on failure the
 * text is read again to find it.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { what, index } = findBreak(text);
    const broken = new BrokenJson(what, text, index);
    broken.cause = cause;
    throw broken;
  }
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (/[ \t\n\r]/.test(text.charAt(index))) index += 1;
  return index;
}

function findBreak(text: string): { what: string; index: number } {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let index = skipSpace(text, 0);
  while (index < text.length) {
    token.lastIndex = index;
    const found = token.exec(text);
    const next: Expected | null =
      found && step(expected, { mark: found[1], string: found[2] !== undefined }, open);
    if (!found || !next) return unexpected(text, index, expected);
    expected = next;
    index = skipSpace(text, token.lastIndex);
  }
  return { what: `it ends where ${words(expected)} should follow`, index: text.trimEnd().length };
}

function unexpected(text: string, index: number, expected: Expected) {
  const cut = text.charAt(index) === '"' && !/^"(?:[^"\\]|\\.)*"/s.test(text.slice(index));
  if (cut) return { what: "a text is not closed that begins", index };
  return { what: `${words(expected)} expected, found "${text.charAt(index)}"`, index };
}

const inWords: Record<Expected, string> = {
  value: "a value",
  "value or ]": 'a value or "]"',
  "key or }": 'a name in quotes or "}"',
  key: "a name in quotes",
  ":": '":"',
  ", or }": '"," or "}"',
  ", or ]": '"," or "]"',
  end: "the end of the file",
};

function words(expected: Expected): string {
  return inWords[expected];
}

function after(open: ("{" | "[")[]): Expected {
  const inside = open.at(-1);
  return inside === "{" ? ", or }" : inside === "[" ? ", or ]" : "end";
}

/** What may follow a token, or null when it may not stand here. */
function step(
  expected: Expected,
  { mark, string }: { mark: string | undefined; string: boolean },
  open: ("{" | "[")[],
): Expected | null {
  const closes = (mark === "}" && /}/.test(expected)) || (mark === "]" && /]/.test(expected));
  if (closes) {
    open.pop();
    return after(open);
  }
  if (expected.startsWith("value")) {
    if (mark === undefined) return after(open);
    if (mark !== "{" && mark !== "[") return null;
    open.push(mark);
    return mark === "{" ? "key or }" : "value or ]";
  }
  if (expected.startsWith("key")) return string ? ":" : null;
  if (expected === ":") return mark === ":" ? "value" : null;
  if (mark !== ",") return null;
  return expected === ", or }" ? "key" : expected === ", or ]" ? "value" : null;
}
