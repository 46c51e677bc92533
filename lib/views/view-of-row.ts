import type { ViewRow } from "@/db/views/views";
import { may } from "@/lib/acts";
import type { Actor } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { TEAM_KEY, type View } from "./view";

/** A stored view as `actor` sees it. Pure. */
export function viewOfRow(row: ViewRow, actor: Pick<Actor, "id" | "role">): View {
  const owner = { id: String(row.owner_id), name: row.owner_name };
  const scope = row.owner_key === TEAM_KEY ? "team" : "private";
  const isOwn = owner.id === actor.id;
  // A team view of another person is managed by those who may change settings.
  const mayTeam = may(actor.role, "setting.change") || (isOwn && may(actor.role, "view.share"));
  return {
    id: String(row.id),
    name: row.name,
    scope,
    owner,
    search: row.search,
    columns: row.shown_columns,
    is_default: Number(row.is_default) === 1,
    created_on: isoTime(row.created_on),
    modified_on: isoTime(row.modified_on),
    can_change: scope === "team" ? mayTeam : isOwn,
  };
}
