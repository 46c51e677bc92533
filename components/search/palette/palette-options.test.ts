import { expect, test } from "vitest";
import { paletteGroups } from "./palette-options";
import type { SearchState } from "@/components/search/search-state";
import type { SearchResult } from "@/lib/search/search-result";

const COMMANDS = ["Go to passes", "Go to riders", "Go to audit log"].map((title) => ({
  title,
  href: `/${title}`,
}));
const RECENT = [{ href: "/passes/1", title: "Local Single Ride", detail: "Pass 5b00c001" }];
const given = { recent: RECENT, commands: COMMANDS };
const IDLE: SearchState = { kind: "idle" };

const NOTHING: SearchResult = {
  recognised: [],
  dates: [],
  passes: [],
  total: { value: 0, relation: "eq" },
  riders: [],
  orders: [],
  not_found: [],
  exact: null,
  over_limit: 0,
  truncated: false,
};
const RIDER = { user_id: "7", display_name: "Denise Okafor", email_masked: "de•••@example.com", phone_masked: null, is_deleted: false, passes: { total: { value: 2, relation: "eq" } } } as const; // prettier-ignore
const found = (result: Partial<SearchResult>): SearchState => ({
  kind: "found",
  text: "x",
  result: { ...NOTHING, ...result },
  at: "2026-11-22T12:00:00.000Z",
});
const titles = (text: string, state: SearchState) =>
  paletteGroups(text, state, given).map(({ title, options }) => [title, options.length]);

test("an empty box offers recent look-ups and every place", () => {
  expect(titles("", IDLE)).toEqual([
    ["Recent look-ups", 1],
    ["Go to", 3],
  ]);
});

test("typing narrows the places to those with a word that starts with the text", () => {
  expect(titles("rid", IDLE)).toEqual([["Go to", 1]]);
  expect(titles("zzz", IDLE)).toEqual([]);
});

test("one hit needs no link to all; two do, and so does one beside a value that was not found", () => {
  expect(titles("x", found({ riders: [RIDER] }))).toEqual([["Riders", 1]]);
  expect(titles("x", found({ riders: [RIDER], not_found: [{ kind: "serial", value: "1" }] }))).toEqual([
    ["Riders", 1],
    ["More", 1],
  ]);
});

test("what the device remembers about a rider contains no name", () => {
  const [group] = paletteGroups("x", found({ riders: [RIDER] }), given);
  expect(JSON.stringify(group?.options[0]?.recent)).not.toMatch(/Denise|Okafor|example/);
});
