import { expect, test } from "vitest";
import type { Branch } from "./branches";
import { chooseIndex, countIndex } from "./choose-index";
import type { RowComparison } from "./conditions";
import type { PassColumn } from "./pass-columns";

const is = (column: PassColumn, ...values: string[]): RowComparison => ({ column, op: "any_of", values });
const since = (column: PassColumn): RowComparison => ({ column, op: "gte", value: "2026-11-01" });
const ended: RowComparison = { column: "expiration", op: "lte", value: "2026-11-01" };
const empty = (column: PassColumn): RowComparison => ({ column, op: "is_null" });
const of = (...comparisons: RowComparison[]): Branch => ({ source: "live", comparisons });
const by = (column: PassColumn) => ({ column, direction: "asc" }) as const;

test.each([
  ["nothing, by id", of(), by("id"), "PRIMARY"],
  ["nothing, by first use", of(), by("time_used"), "ix_pd_used"],
  ["nothing, by a column without an index", of(), by("product_name"), null],
  ["an id among others", of(is("id", "7"), is("user_id", "3")), by("time_used"), "PRIMARY"],
  ["a rider beside a status", of(is("settled_status", "USABLE"), is("user_id", "3")), by("time_created"), "ix_pd_user"],
  ["a serial before a rider", of(is("user_id", "3"), is("serial", "1")), by("id"), "ix_pd_serial"],
  ["a status, by id", of(is("settled_status", "USABLE")), by("id"), "ix_pd_status"],
  ["a status, by first use", of(is("settled_status", "USABLE")), by("time_used"), "ix_pd_status_used"],
  ["two statuses in one", of(is("settled_status", "USABLE", "USING")), by("time_used"), "ix_pd_used"],
  ["what has ended and is not settled", of(is("settled_status", "USABLE"), ended), by("time_created"), "ix_pd_status_expiration"],
  ["what is settled as ended", of(is("settled_status", "EXPIRED"), ended), by("time_created"), "ix_pd_status_created"],
  ["a product with a rare status", of(is("settled_status", "USING"), is("product_uuid", "p")), by("time_used"), "ix_pd_status_used"],
  ["a product with the status of nearly all", of(is("settled_status", "EXPIRED"), is("product_uuid", "p")), by("time_used"), "ix_pd_product_used"],
  ["how the rider is known", of(is("resolved_by", "token")), by("id"), "ix_pd_resolved"],
  ["no status anybody knows, by modification", of(is("settled_status", "UNKNOWN")), by("modified_on"), "ix_pd_status"],
  ["a time range, by that time", of(since("time_created")), by("time_created"), "ix_pd_created"],
  ["a time range, by another time", of(since("time_created")), by("time_used"), null],
] as const)("%s", (_what, branch, order, index) => expect(chooseIndex(branch, order)).toBe(index)); // prettier-ignore

test.each([
  ["everything", of(), null],
  ["a status and a product", of(is("settled_status", "USABLE"), is("product_uuid", "p")), "ix_pd_status_product"],
  ["a status and a product that expire", of(is("settled_status", "USABLE"), is("product_uuid", "p"), since("expiration")), "ix_pd_status_product"],
  ["a status, a product and more", of(is("settled_status", "USING"), is("product_uuid", "p"), empty("time_used")), "ix_pd_status_used"],
  ["two products at once", of(is("settled_status", "USABLE"), is("product_uuid", "p", "q")), "ix_pd_status"],
  ["a time range", of(since("time_created")), "ix_pd_created"],
  ["a missing time", of(empty("time_used")), "ix_pd_used"],
] as const)("a count of %s", (_what, branch, index) => expect(countIndex(branch)).toBe(index)); // prettier-ignore
