export type ViewScope = "private" | "team";

/** A saved view: a list's filters and sort, and the columns to show. */
export interface View {
  id: string;
  name: string;
  /** Seen by its owner alone, or by everybody. */
  scope: ViewScope;
  owner: { id: string; name: string };
  /** The query as `canonicalSearch` writes it. */
  search: string;
  /** As in `columns=`; null for the default ones. */
  columns: string | null;
  /** The reader's list opens with this view. */
  is_default: boolean;
  created_on: string;
  modified_on: string;
  /** The reader may rename, change and remove it. */
  can_change: boolean;
}

export const TEAM_KEY = 0;
export const LONGEST_NAME = 80;
