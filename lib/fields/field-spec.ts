/** What a value is; decides how it is parsed, compared, shown and written to CSV. */
export type FieldKind = "id" | "code" | "text" | "time" | "count" | "flag";

/** `any_of`: exact, a list. `range`: gte, gt, lte, lt, empty. */
export type FilterKind = "any_of" | "range";

/** What a filter value of an open vocabulary looks like. */
export type FieldValues = "row_id" | "provider_id" | "word";

/** A field of a table, as plain data. What is left out, it does not do. */
export interface FieldSpec {
  label: string;
  kind: FieldKind;
  /** Where it is stored, if not under its own name. */
  column?: string;
  /** The stored values that are known, each as people say it. */
  words?: Readonly<Record<string, string>>;
  /** Shape of a filter value; without it `words` are all the values there are. */
  holds?: FieldValues;
  filter?: FilterKind;
  /** How many rows one value finds: so `few` that any order of them is cheap, `most` of them, or something between. */
  finds?: "few" | "most";
  /** Sorts that one index delivers together with one value, beside the sort by id. */
  sortsBy?: readonly string[];
  sort?: true;
  correct?: true;
  export?: true;
  /** A list column of its own, drawn by its kind. */
  list?: true;
}

/** A field as a component gets it. */
export type FieldView<Name extends string = string> = { field: Name } & Pick<
  FieldSpec,
  "label" | "kind" | "words"
>;
