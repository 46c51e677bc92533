import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type FrozenList, freezeIds, freezeList } from "@/db/exports/freeze-rows";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { IdsWriter } from "@/lib/exports/file/ids-file";
import { ownName } from "@/lib/exports/file/own-name";
import { diskFault, PartFile } from "@/lib/exports/file/part-file";
import type { ResumePoint } from "@/lib/exports/file/resume-point";

/* For all ids of the largest table, sorted without the help of an index. */
const LIMIT_MS = 600_000;

export interface Frozen {
  point: ResumePoint;
  rows: number;
  last_pass_id: number | null;
}

/**
 * Freezes the rows of an export and their order, all as of one instant. The whole list by id needs only its highest id;
 * for every other query the ids of its rows are stored in a file next to the export.
 */
export async function freezeExport(
  ctx: AuthorizedContext,
  { id, query, now, folder }: { id: string; query: PassQuery; now: Date; folder: string },
): Promise<Frozen> {
  const options = { limit_ms: LIMIT_MS, signal: ctx.signal };
  const point = { ...BEGINNING, ids: ownName(id, "ids"), part: ownName(id, "part") };
  await makeFolder(folder);
  const ids = new IdsWriter(await PartFile.create(join(folder, point.ids)));
  let list: FrozenList | null = null;
  try {
    if (isWholeList(query)) {
      list = await freezeList(ctx.exportDb, options);
      for (const each of list.archived_before) ids.add(each);
    } else {
      const conditions = await resolveConditions(ctx.db, query, { now, zone: ctx.zone });
      const order = { column: query.sort.field, direction: query.sort.direction };
      await freezeIds(ctx.exportDb, { conditions, order }, options, (each) => ids.add(each));
    }
  } finally {
    await ids.end();
  }
  return list === null
    ? { point: { ...point, rows_from: "ids" }, rows: ids.count, last_pass_id: null }
    : {
        point: { ...point, archived_since: list.archived_since },
        rows: list.rows,
        last_pass_id: list.last_id,
      };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskFault(error);
  }
}

const BEGINNING: Omit<ResumePoint, "ids" | "part"> = {
  rows_from: "list",
  archived_since: "",
  is_closed: true,
  position: null,
  rows: 0,
  missing: 0,
  bytes: 0,
  sheet: null,
  sha256: null,
};

function isWholeList(query: PassQuery): boolean {
  const search = new URLSearchParams(passQueryIdentity(query));
  search.delete("sort");
  return query.sort.field === "id" && search.size === 0;
}
