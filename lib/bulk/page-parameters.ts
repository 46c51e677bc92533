import { invalidParameter } from "@/lib/errors";

const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;

interface Parameters<T> {
  words: T[];
  limit: number;
  cursor: string | null;
}

/**
 * One list of known words beside `limit` and `cursor`, and nothing else. Throws 400 naming the first that is unknown, repeated
 * or impossible. Pure.
 */
export function parseParameters<T extends string>(
  search: URLSearchParams,
  { name, allowed }: { name: string; allowed: readonly T[] },
): Parameters<T> {
  const known = [name, "limit", "cursor"];
  for (const each of search.keys()) {
    const shown = each.slice(0, 64);
    if (!known.includes(each)) throw invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
    if (search.getAll(each).length > 1) {
      throw invalidParameter(shown, `${shown} is given more than once.`, "repeated");
    }
  }
  const words = search.get(name)?.split(",") ?? [];
  return {
    words: words.map((word) => oneOf(word, allowed, name)),
    limit: limitOf(search.get("limit")),
    cursor: cursorOf(search.get("cursor")),
  };
}

function oneOf<T extends string>(text: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function limitOf(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_ROWS) return Number(text);
  throw invalidParameter("limit", `limit must be a whole number from 1 to ${MOST_ROWS}.`);
}

function cursorOf(text: string | null): string | null {
  if (text !== null && (text === "" || text.length > 4096)) {
    throw invalidParameter("cursor", "cursor is empty or too long.");
  }
  return text;
}
