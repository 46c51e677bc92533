import fc from "fast-check";
import { CORPUS } from "./corpus";

/* Values that hostile, careless and honest callers send, for every fuzz test. */

export const CASES = Number(process.env["FUZZ_CASES"] ?? 1000);
export const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
export const AT_ONCE = 8;
export const MOST_URL = 6000;

const RANGES = ["time_created", "time_used", "expiration", "synced_on", "modified_on"].flatMap((field) =>
  ["gte", "gt", "lte", "lt", "empty"].map((operator) => `${field}[${operator}]`),
);
export const PARAMETERS = [
  "status", "provider", "product_uuid", "resolved_by", "drift", "user_id", "pass_uuid", "serial", "order_uuid", "event_uuid",
  ...RANGES, "flag", "archived", "q", "sort", "limit", "cursor", "count",
]; // prettier-ignore

const SORTABLE = ["id", "time_created", "time_used", "expiration", "synced_on", "modified_on"];

const isoTime = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const relative = fc
  .tuple(
    fc.constantFrom("now", "today"),
    fc.constantFrom("+", "-", ""),
    fc.nat(100_000),
    fc.constantFrom("d", "h", "m", "s", "w", ""),
  )
  .map(([base, sign, amount, unit]) => (sign ? `${base}${sign}${amount}${unit}` : base));
export const plausible = fc.oneof(
  isoTime,
  relative,
  fc.constantFrom(
    "USABLE",
    "USING",
    "EXPIRED",
    "USES_GONE",
    "UNKNOWN",
    "USABLE,USING",
    "true",
    "false",
    "bounded",
    "exact",
  ),
  fc.constantFrom(...SORTABLE.flatMap((column) => [column, `-${column}`])),
  fc.nat(3_000_000_000).map(String),
  fc.array(fc.nat(500_000), { minLength: 1, maxLength: 20 }).map((ids) => ids.join(",")),
  fc.uuid(),
  fc.base64String({ maxLength: 200 }),
);
const value = fc.oneof(
  { weight: 3, arbitrary: plausible },
  { weight: 2, arbitrary: fc.constantFrom(...CORPUS) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(plausible, fc.constantFrom(...CORPUS)).map((both) => both.join("")) },
);

/** The corpus, then generated values, `count` in all. */
export const values = (count = CASES): string[] => [
  ...CORPUS.slice(0, count),
  ...fc.sample(value, { numRuns: Math.max(0, count - CORPUS.length), seed: SEED }),
];

/** A text escaped for an address. */
export const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Wrong values for any member: of another type, huge, deep, half a surrogate pair, a trap. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: value },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      -1,
      1e308,
      [],
      {},
      "\ud800",
      "a\udfffb",
      "\u0000",
      "x".repeat(10_000),
      Array.from({ length: 2000 }, (_, n) => n),
      nested(20),
      nested(60),
      Object.fromEntries([["__proto__", { isAdmin: true }]]),
      { constructor: { prototype: { x: 1 } } },
    ),
  },
);

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

/** Bodies close to an honest one: members replaced, left out or added, and sometimes something else altogether. */
export function bodiesNear(honest: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const names = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(honest)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("__proto__", "constructor", "oauth_token", "id", "", "\ud800", "😀"),
    },
  );
  const replaced = fc.array(fc.tuple(names, wrong), { minLength: 1, maxLength: 3 });
  const left = fc.subarray(Object.keys(honest));
  const near = fc
    .tuple(replaced, left)
    .map(([members, kept]) =>
      Object.fromEntries([...kept.map((name): [string, unknown] => [name, honest[name]]), ...members]),
    );
  return fc.oneof({ weight: 9, arbitrary: near }, { weight: 1, arbitrary: wrong });
}
