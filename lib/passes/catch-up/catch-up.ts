/** Passes whose rider was looked for, while a portal's passes are linked for the first time. */
export interface CatchUp {
  done: number;
  /** Null before it has begun. */
  total: number | null;
}
