/** What kind of value a field has; decides how it is parsed, compared, shown and written to CSV. */
export type FieldKind = "id" | "code" | "text" | "time" | "count" | "flag";

/** `any_of`: exact values, as a list. `range`: gte, gt, lte, lt, empty. */
export type FilterKind = "any_of" | "range";

/** The shape of filter values without a closed vocabulary. */
export type FieldValues = "row_id" | "provider_id" | "word";

/** A field of a table, as plain data. An omitted member means the field does not have that ability. */
export interface FieldSpec {
  label: string;
  kind: FieldKind;
  /** The column that stores it, if it has another name. */
  column?: string;
  /** The known stored values, each with its word for people. */
  words?: Readonly<Record<string, string>>;
  /** Shape of a filter value; without it, only the values in `words` exist. */
  holds?: FieldValues;
  filter?: FilterKind;
  /**
   * How many rows one value finds: `few`, so that any order of them is cheap; `most` of them; absent: something
   * between.
   */
  finds?: "few" | "most";
  /** Sorts that one index delivers together with one value of this field, in addition to the sort by id. */
  sortsBy?: readonly string[];
  sort?: true;
  correct?: true;
  export?: true;
  /** It has a list column of its own, drawn by its kind. */
  list?: true;
}

export type FieldView<Name extends string = string> = { field: Name } & Pick<
  FieldSpec,
  "label" | "kind" | "words"
>;
