import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import { hasPortalPasses } from "@/db/doctor/demo-state";
import { loadDemo, type Progress } from "@/db/seeds/load-demo";
import { readSetting, writeSetting } from "@/db/settings/settings";
import { AppError } from "@/lib/errors";

/** Raise it when the same size gives different rows than before. */
const CONTENT_VERSION = 4;
const SETTING = "demo";
const FEWEST_PASSES = 100;
const MOST_PASSES = 50_000_000;

const markerSchema = z.object({
  passes: z.number().int(),
  version: z.number().int(),
  anchor: z.iso.datetime(),
  state: z.enum(["loading", "loaded"]),
});
type Marker = z.output<typeof markerSchema>;

export interface SeedRequest {
  passes: number;
  /** The instant that "now" stands for in the demo data; seconds are dropped. */
  anchor: Date;
  report: (progress: Progress) => void;
}

export interface SeedOutcome {
  outcome: "loaded" | "kept";
  passes: number;
  anchor: string;
}

/**
 * Makes the database hold demo data of this size. Keeps demo data of the same size and version, replaces other demo
 * data and an interrupted load. Throws `conflict` and changes nothing if there are passes that no demo load wrote. `db`
 * must be the owner's connection: that right is the permission.
 */
export async function seedDemo(db: Database, request: SeedRequest): Promise<SeedOutcome> {
  const { passes } = request;
  if (!Number.isInteger(passes) || passes < FEWEST_PASSES || passes > MOST_PASSES) {
    throw new AppError(
      "invalid_parameter",
      `The number of passes must be from ${FEWEST_PASSES} to ${MOST_PASSES}.`,
    );
  }
  const marker = await readMarker(db);
  const isSame = marker?.passes === passes && marker.version === CONTENT_VERSION && marker.state === "loaded";
  if (isSame) return { outcome: "kept", passes, anchor: marker.anchor };
  if (marker === null && (await hasPortalPasses(db))) {
    throw new AppError("conflict", "This database holds passes that are not demo data: nothing was loaded.");
  }
  const anchor = new Date(Math.floor(request.anchor.getTime() / 60_000) * 60_000);
  const next: Marker = { passes, version: CONTENT_VERSION, anchor: anchor.toISOString(), state: "loading" };
  // not recorded: demo data has no history
  await writeSetting(db, SETTING, next);
  // not recorded: demo data has no history
  await loadDemo(db, { passes, anchor }, request.report);
  // not recorded: demo data has no history
  await writeSetting(db, SETTING, { ...next, state: "loaded" });
  return { outcome: "loaded", passes, anchor: next.anchor };
}

async function readMarker(db: Database): Promise<Marker | null> {
  const stored = await readSetting(db, SETTING);
  return stored === null ? null : markerSchema.parse(stored);
}
