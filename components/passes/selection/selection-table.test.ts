import fc from "fast-check";
import { expect, it } from "vitest";
import { copiedTable } from "./selection-table";
import { COLUMN_VIEWS, type ListColumn } from "@/lib/passes/list/list-columns";
import { BLANK_PASS } from "@/lib/testing/blank-pass";
import type { Pass } from "@/lib/passes/pass";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const CHICAGO = { now: NOW, zone: "America/Chicago" };
const viewsOf = (...ids: ListColumn[]) => COLUMN_VIEWS.filter((view) => ids.includes(view.id));

const PASS: Pass = {
  ...BLANK_PASS,
  id: "7",
  provider: "bytemark",
  pass_uuid: "f6a1d0c9",
  serial: "0412-0090-1733-0042",
  user_id: "20481",
  resolved_by: "order_items",
  rider: { display_name: "Denise Okafor", email_masked: "de•••@example.com" },
  product_uuid: "p",
  product_name: "Local Single Ride",
  order_uuid: "o",
  status: "USING",
  provider_status: "USING",
  time_created: "2026-11-22T14:00:00.000Z",
  time_used: "2026-11-22T17:42:05.000Z",
  expiration: "2026-11-22T20:42:05.000Z",
  allowed_uses: 1,
  uses_count: 1,
  payment: { price: { amount: "1.25", currency: "USD", unit: "dollars" }, type: "credit_card", passes: 1 },
};

const lines = (text: string) => text.split("\r\n").map((line) => line.split("\t"));

it("contains the shown columns, one value each, with times in the named zone", () => {
  const views = viewsOf("pass_uuid", "user_id", "status", "validity", "payment", "expiration");
  expect(lines(copiedTable([PASS], views, CHICAGO).text)).toEqual([
    [
      "Pass ID", "Product", "Rider ID", "Rider", "Status", "Created (Central Time)", "First used (Central Time)",
      "Expiration (Central Time)", "Order price", "Payment",
    ],
    [
      "f6a1d0c9", "Local Single Ride", "20481", "Denise Okafor", "Using", "2026-11-22 08:00:00", "2026-11-22 11:42:05",
      "2026-11-22 14:42:05", "$1.25", "Credit card",
    ],
  ]); // prettier-ignore
  const [titles, row] = lines(copiedTable([PASS], viewsOf("expiration"), { now: NOW, zone: "UTC" }).text);
  expect([titles, row]).toEqual([["Expiration (UTC)"], ["2026-11-22 20:42:05"]]);
});

it("distinguishes the two equal hours of an autumn night", () => {
  const at = (expiration: string) =>
    lines(copiedTable([{ ...PASS, expiration }], viewsOf("expiration"), CHICAGO).text)[1];
  expect(at("2026-11-01T06:30:00.000Z")).toEqual(["2026-11-01 01:30:00 CDT"]);
  expect(at("2026-11-01T07:30:00.000Z")).toEqual(["2026-11-01 01:30:00 CST"]);
  expect(at("2026-11-01T08:30:00.000Z")).toEqual(["2026-11-01 02:30:00"]);
});

it("never contains a formula, a broken row or markup, whatever a name contains", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.tuple(fc.constantFrom("", " ", "\t", "\n", '"', "\u2028"), fc.constantFrom("=", "+", "-", "@", "<b>", "&"), fc.string()).map((all) => all.join("")),
  ); // prettier-ignore
  const views = viewsOf("pass_uuid", "user_id");
  let dangerous = 0;
  fc.assert(
    fc.property(nasty, nasty, (product_name, display_name) => {
      const pass = { ...PASS, product_name, rider: { display_name, email_masked: null } };
      if (/^[=+\-@]/.test(product_name)) dangerous += 1;
      const { text, html } = copiedTable([pass, PASS], views, CHICAGO);
      const rows = lines(text);
      expect(rows).toHaveLength(3);
      for (const row of rows) {
        expect(row).toHaveLength(4);
        for (const cell of row)
          expect(cell === "+1" || !/^[\s\p{Cc}]*["=+\-@](?!\d+(\.\d+)?$)/u.test(cell), cell).toBe(true);
      }
      expect(html.match(/<(?!\/?(meta|table|tr|th|td)\b)/g)).toBeNull();
      expect(html.match(/<td /g)).toHaveLength(8);
    }),
    { numRuns: 2000 },
  );
  // Checks the test itself: many of the generated names would have been formulas.
  expect(dangerous).toBeGreaterThan(50);
});
