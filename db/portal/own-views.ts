import { tieViews } from "./pass-ties";

/**
 * Views of PassDesk's own tables, for those who may not read the whole table: the SELECT of each, by name. `pd_person` is
 * who may act, without the password; the worker runs jobs for people and never sees how they sign in.
 */
export const OWN_VIEWS: ReadonlyMap<string, string> = new Map([
  ["pd_person", "SELECT id, name, email, role, disabled_on, created_on FROM pd_user"],
  // As they are where nothing of the portal refers to a pass.
  ...tieViews([]),
]);
