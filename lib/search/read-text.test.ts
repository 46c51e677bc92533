import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_CHARACTERS, MOST_VALUES, readText } from "./read-text";

const AT = { now: new Date("2026-11-22T20:42:00Z"), zone: "America/Chicago" };
const PASS = "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000";
const ORDER = "0de00001-5c3a-4e1b-a7d0-1a4b0000e001";
const read = (text: string) => readText(text, AT);
const valuesOf = (text: string) => read(text).values.map(({ kind, value }) => `${kind}:${value}`);

describe("one value", () => {
  it.each([
    [PASS, `provider_id:${PASS}`],
    [`  ${PASS}.`, `provider_id:${PASS}`],
    [ORDER, `provider_id:${ORDER}`],
    ["5b00c001", "provider_id:5b00c001"],
    ["7525-0000-0000-1001", "serial:7525-0000-0000-1001"],
    ["7525 0000 0000 1001", "serial:7525-0000-0000-1001"],
    ["7525000000001001", "serial:7525-0000-0000-1001"],
    ["T0000842-194", "reference:T0000842-194"],
    ["order T0000842-194", "reference:T0000842-194"],
    ["Denise.Okafor.6@Example.com", "email:denise.okafor.6@example.com"],
    ["(713) 555-0147", "phone:7135550147"],
    ["+1 713.555.0147", "phone:7135550147"],
    ["713‑555‑0147", "phone:7135550147"],
    ["7135550147", "phone:7135550147"],
    ["+52 81 1234 5678", "phone:528112345678"],
    ["20481", "number:20481"],
    ["#20481", "number:20481"],
    ["rider 20481", "rider_number:20481"],
    ["user id: 5", "rider_number:5"],
    ["pass #123", "pass_number:123"],
    ["Denise  Okafor", "name:Denise Okafor"],
    ["Nguyễn", "name:Nguyễn"],
    ["O’Neil", "name:O’Neil"],
  ])("%j is %s", (text, expected) => {
    expect(valuesOf(text)).toEqual([expected]);
    expect(read(text)).toMatchObject({ is_single: true, has_prose: false });
  });

  it.each(["", "   ", "?!", "\u0000", "my pass 3 times did not work at all today sorry"])(
    "%j holds no value",
    (text) => expect(read(text).values).toEqual([]),
  );
});

describe("pasted text", () => {
  it("finds everything in a mail, in its order and once", () => {
    const mail = `Hi, I am Denise Okafor (denise.okafor.6@example.com, 713 555 0106).
On Nov 18 at 8:14 am the inspector said that ticket ${PASS} is invalid.
Serial 7525-0000-0000-0002, order no. T0000842-194. Again: ${PASS}. My rider id is 6, rider 6.`;
    expect(valuesOf(mail)).toEqual([
      "email:denise.okafor.6@example.com",
      "phone:7135550106",
      `provider_id:${PASS}`,
      "serial:7525-0000-0000-0002",
      "reference:T0000842-194",
      "rider_number:6",
    ]);
    expect(read(mail).dates).toMatchObject([{ day: "2026-11-18", iso: "2026-11-18T14:14:00.000Z" }]);
    expect(read(mail)).toMatchObject({ is_single: false, has_prose: true });
  });

  it.each([
    "1001\n1002\n1003",
    "1001, 1002; 1003",
    "1001 1002 1003",
    "id\n1001\n1002\n1003",
    "rows 1001 1002 1003",
  ])("%j is a list of numbers", (text) => {
    expect(valuesOf(text)).toEqual(["number:1001", "number:1002", "number:1003"]);
    expect(read(text)).toMatchObject({ is_single: false, has_prose: false });
  });

  it("takes no bare number out of prose", () => {
    expect(valuesOf(`I waited 20 minutes for bus 212 with ${ORDER}`)).toEqual([`provider_id:${ORDER}`]);
  });

  it("says how many are over the limit", () => {
    const ids = Array.from({ length: MOST_VALUES + 7 }, (_, index) => String(index + 1));
    expect(read(ids.join("\n"))).toMatchObject({ over_limit: 7 });
    expect(read(ids.join("\n")).values).toHaveLength(MOST_VALUES);
  });
});

describe("properties", () => {
  const hex = (length: number) => fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length }); // prettier-ignore
  const digits = (length: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length }); // prettier-ignore
  const grouped = (groups: readonly number[]) => fc.tuple(...groups.map(hex)).map((parts) => parts.join("-"));
  const national = fc.tuple(digits(3), digits(3), digits(4));
  const planted = fc.oneof(
    grouped([8, 5, 4, 3, 4, 3, 4, 3, 12, 3]).map((id) => [id, `provider_id:${id}`]),
    grouped([8, 4, 4, 4, 12]).map((id) => [id, `provider_id:${id}`]),
    fc.tuple(digits(4), digits(4), digits(4), digits(4)).map((g) => [g.join("-"), `serial:${g.join("-")}`]),
    fc.tuple(digits(7), digits(3)).map(([a, b]) => [`T${a}-${b}`, `reference:T${a}-${b}`]),
    fc.integer({ min: 1, max: 10 ** 8 }).map((n) => [`p.q${n}@example.com`, `email:p.q${n}@example.com`]),
    national.map(([a, b, c]) => [`(${a}) ${b}-${c}`, `phone:${a}${b}${c}`]),
    fc.integer({ min: 1, max: 10 ** 8 }).map((n) => [`rider ${n}`, `rider_number:${n}`]),
  );
  const prose = fc.string({ unit: fc.constantFrom(..."abcdefghij klmnop qrstuv wxyz,!?é"), maxLength: 40 });

  it("finds every value planted in prose, in order", () => {
    const text = fc.array(fc.tuple(prose, planted), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, (pieces) => {
        const written = pieces.map(([words, [value]]) => `${words} . ${value} . `).join("");
        const expected = [...new Set(pieces.map(([, [, read]]) => read))];
        expect(valuesOf(`${written} end of the mail`)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws, and answers within its bounds", () => {
    const any = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(..."0123456789-+() .:/@#aApmT\n"), maxLength: 400 }),
    );
    fc.assert(
      fc.property(any, (text) => {
        const { values, dates } = read(text);
        expect(values.length).toBeLessThanOrEqual(MOST_VALUES);
        for (const { value } of values) expect(value).not.toBe("");
        for (const { iso } of dates) expect(iso === null || !Number.isNaN(Date.parse(iso))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no longer for a hostile text than for a long one", () => {
    const hostile = ["a", "1", "-", "1-", "a.", "a@", "(1", "1 ", "+1 ", "0a-", "pass ", "1:", "jan ", "1/", " ", "1111 ", "a'"]; // prettier-ignore
    for (const unit of hostile) {
      const from = process.cpuUsage();
      read(unit.repeat(MOST_CHARACTERS / unit.length));
      const { user, system } = process.cpuUsage(from);
      // Of the processor, so other programs have no part in it. What costs more than linear takes seconds.
      expect((user + system) / 1000, JSON.stringify(unit)).toBeLessThan(1000);
    }
  });
});
