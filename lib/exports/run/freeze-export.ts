import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { freezeIds } from "@/db/exports/freeze-rows";
import { MOST_SNAPSHOT_MS, type Snapshot } from "@/db/snapshot";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { IdsWriter } from "@/lib/exports/file/ids-file";
import { ownName } from "@/lib/exports/file/own-name";
import { diskFault, PartFile } from "@/lib/exports/file/part-file";
import type { ResumePoint } from "@/lib/exports/file/resume-point";

export interface Frozen {
  point: ResumePoint;
  rows: number;
}

/** Stores the ids of an export's rows, in their order and as of a snapshot, in a file next to the export. */
export async function freezeExport(
  ctx: AuthorizedContext,
  snapshot: Snapshot,
  { id, query, now, folder }: { id: string; query: PassQuery; now: Date; folder: string },
): Promise<Frozen> {
  const options = { limit_ms: MOST_SNAPSHOT_MS, signal: ctx.signal };
  const point = { ...BEGINNING, ids: ownName(id, "ids"), part: ownName(id, "part") };
  await makeFolder(folder);
  const ids = new IdsWriter(await PartFile.create(join(folder, point.ids)));
  try {
    const order = { column: query.sort.field, direction: query.sort.direction };
    await snapshot.read(async (trx) => {
      const conditions = await resolveConditions(trx, query, { now, zone: ctx.zone });
      await freezeIds(trx, { conditions, order }, options, (each) => ids.add(each));
    });
  } finally {
    await ids.end();
  }
  return { point, rows: ids.count };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskFault(error);
  }
}

const BEGINNING: Omit<ResumePoint, "ids" | "part"> = {
  rows_from: "ids",
  is_closed: true,
  position: null,
  rows: 0,
  instants: 1,
  missing: 0,
  bytes: 0,
  sheet: null,
  sha256: null,
};
