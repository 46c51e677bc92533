type Value = string | number | null;

/** A value for each of some rows by id; all other rows keep theirs. `??` stands for the column. */
export function compileById(values: readonly (readonly [id: number, value: Value])[]): {
  sql: string;
  bindings: Value[];
} {
  return { sql: `CASE id${" WHEN ? THEN ?".repeat(values.length)} ELSE ?? END`, bindings: values.flat() };
}
