/** What a value is; decides how it is parsed, compared, shown and written to CSV. */
export type FieldKind = "id" | "code" | "text" | "time" | "count" | "flag";

/** `any_of`: exact, a list. `range`: gte, gt, lte, lt, empty. */
export type FilterKind = "any_of" | "range";

/** What a filter value of an open vocabulary looks like. */
export type FieldValues = "row_id" | "provider_id" | "word";

export interface FieldSpec {
  label: string;
  kind: FieldKind;
  filter?: FilterKind;
  sort?: true;
  correct?: true;
  export?: true;
  /** Closed vocabulary, where there is one. */
  values?: readonly string[];
  /** Shape of a filter value, where the vocabulary is open. */
  holds?: FieldValues;
}
