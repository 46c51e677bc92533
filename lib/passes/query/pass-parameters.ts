import type { FieldValues } from "@/lib/fields/field-spec";
import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import {
  anyMatching,
  anyOf,
  cursor,
  limit,
  oneOf,
  type Parameter,
  type Shape,
  sortedBy,
  text,
  time,
  yesNo,
} from "@/lib/fields/parameter";
import {
  ANY_OF_FIELDS,
  type AnyOfField,
  FLAGS,
  PASS_FIELDS,
  passField,
  RANGE_FIELDS,
  type RangeField,
  SORT_FIELDS,
} from "@/lib/passes/pass-fields";

export const RANGE_OPERATORS = ["gte", "gt", "lte", "lt"] as const;
export type RangeOperator = (typeof RANGE_OPERATORS)[number];

type AnyOfParameters = { [F in AnyOfField]: Parameter<string[]> };
type RangeParameters = { [P in `${RangeField}[${RangeOperator}]`]: Parameter<string | null> } & {
  [P in `${RangeField}[empty]`]: Parameter<boolean | null>;
};

const SHAPES: Record<FieldValues, Shape> = {
  row_id: { pattern: /^(0|[1-9]\d{0,9})$/, most: 2_147_483_647, says: "a whole number" },
  provider_id: {
    pattern: /^[\x21-\x2b\x2d-\x7e]{1,128}$/,
    says: "an id of 1 to 128 printable characters",
  },
  word: { pattern: /^[a-z0-9_-]{1,32}$/, says: "a lower-case word" },
};

const OPERATOR_SAYS: Record<RangeOperator, string> = {
  gte: "at this time or later",
  gt: "after this time",
  lte: "at this time or earlier",
  lt: "before this time",
};

/** All parameters of an address of the list: the filters of the fields, then those that every list has. */
export const PASS_PARAMETERS = {
  ...(Object.fromEntries(ANY_OF_FIELDS.map((field) => [field, anyOfField(field)])) as AnyOfParameters),
  ...(Object.fromEntries(RANGE_FIELDS.flatMap(rangeOfField)) as RangeParameters),
  flag: anyOf(FLAGS, "Passes with all of these flags."),
  archived: oneOf(["exclude", "only", "include"], "Archived passes.", "exclude"),
  q: text(200, "A typed search, by an id, a serial or a reference."),
  sort: sortedBy(SORT_FIELDS, { field: "id", direction: "desc" }, "The order, with a minus sign backwards."),
  limit: limit(),
  cursor: cursor(),
  count: {
    ...oneOf(["bounded", "exact", "none"], "How the rows of the list are counted.", "bounded"),
    isOfPage: true,
  },
};

export const PASS_QUERY = listQuery("/passes", PASS_PARAMETERS);
export type PassValues = QueryOf<typeof PASS_QUERY>;

function anyOfField(field: AnyOfField): Parameter<string[]> {
  const { label, holds, words = {} } = passField(field);
  const description = `${label}: any of these.`;
  return holds ? anyMatching(SHAPES[holds], description) : anyOf<string>(Object.keys(words), description);
}

function rangeOfField(field: RangeField): [string, Parameter<string | null> | Parameter<boolean | null>][] {
  const { label } = PASS_FIELDS[field];
  return [
    ...RANGE_OPERATORS.map((operator): [string, Parameter<string | null>] => [
      `${field}[${operator}]`,
      time(`${label}: ${OPERATOR_SAYS[operator]}.`),
    ]),
    [`${field}[empty]`, yesNo(`${label}: whether there is none.`)],
  ];
}
