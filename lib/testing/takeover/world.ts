import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestSchema } from "@/db/testing/schema";
import { anchorFile } from "@/lib/audit/anchor/anchor-file";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";
import type { Context } from "@/lib/context";
import { exportFile } from "@/lib/exports/file/export-files";
import { plantAsker } from "@/lib/testing/test-bulk";

/** A portal of its own, in which one thing after another is done. */
export interface World {
  schema: TestSchema;
  /** An admin, in the web process. */
  ctx: Context;
  /** The file outside the database that ends of the log are told to. */
  anchor: string;
  /** The first number of an export: worlds share a folder of files. */
  first_export: number;
}

const EXPORTS_APART = 1000;
let worlds = 0;

const TABLES = [
  ...["bytemark_pass", "bytemark_pass_archive", "auth_user", "pd_pass_pin", "pd_pass_identity"],
  ...[
    "pd_audit",
    "pd_audit_link",
    "pd_audit_seal",
    "pd_audit_check",
    "pd_outbox",
    "pd_operation",
    "pd_setting",
  ],
  ...["pd_job", "pd_bulk", "pd_bulk_item", "pd_export", "pd_archive_run"],
];

/** A world in an empty schema, whose files are in `folder`. */
export async function createWorld(schema: TestSchema, folder: string): Promise<World> {
  const first_export = ++worlds * EXPORTS_APART;
  const ctx = await plantAsker(schema);
  return { schema, ctx, first_export, anchor: join(folder, `heads-${first_export}`) };
}

/** Numbers begin again too, so that what is done next is the same to the letter. */
export async function emptyWorld({ schema, first_export }: World): Promise<void> {
  for (const table of TABLES) await schema.owner.raw("TRUNCATE TABLE ??", [table]);
  await schema.owner.raw("ALTER TABLE pd_export AUTO_INCREMENT = ?", [first_export]);
}

/* What differs between two runs of the same: times, the numbers of rows that were rolled back, how often it was begun. */
const VOLATILE = new Set(["etag", "audit_id", "version", "frozen_on", "job_id", "as_of", "instants"]);

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (VOLATILE.has(name) ? [] : [[name, bare(each)]])),
  );
}

type Row = Record<string, unknown>;

/* An entry or event of a batch becomes one for each of its passes: how many are in a batch depends on the machine. */
function spread(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => {
    const data = (bare(row["data"]) ?? {}) as Row;
    const { pass_ids, ...rest } = data;
    if (!Array.isArray(pass_ids)) return [{ ...row, data }];
    return pass_ids.map((pass_id: unknown) => ({ ...row, data: { ...rest, pass_id, passes: undefined } }));
  });
}

const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();

/** Everything that the tables and files say was done, in an order of its own. */
export async function readWorld({ schema, ctx, anchor, first_export }: World): Promise<Record<string, unknown>> {
  const { owner } = schema;
  const passes = ["id", "status", "expiration", "uses_count", "user_id", "product_name", "settled_status", "resolved_by"];
  const entry = ["action", "actor_name", "subject_type", "subject_id", "before_values", "after_values", "data"];
  const events = await owner("pd_outbox").select<Row[]>("event", "subject_type", "subject_id", "data");
  const [news, states] = [events.filter(isNews), events.filter((row) => !isNews(row))];
  const exported = await owner("pd_export").select<Row[]>("id", "state", "rows_done", "bytes", "sha256");
  const file = exportFile(String(first_export), "csv");
  const isSealed = (await owner("pd_setting").where({ name: "audit.head" }).first<Row>()) !== undefined;
  const log = isSealed ? await verifyAudit(ctx, { anchor: anchorFile(anchor) }) : null;
  return {
    passes: sorted(await owner("pd_pass").select<Row[]>(passes)),
    archived: sorted(await owner("pd_pass_archive").select<Row[]>(passes)),
    entries: sorted(spread(await owner("pd_audit").select<Row[]>(entry)).map(bare)),
    // A run that begins again says so again.
    events: [...sorted(spread(news)), ...new Set(sorted(states))],
    bulks: sorted(await owner("pd_bulk").select<Row[]>("id", "state", "changed", "skipped", "failed")),
    items: sorted(await owner("pd_bulk_item").select<Row[]>("bulk_id", "pass_id", "outcome", "why")),
    archive_runs: sorted(await owner("pd_archive_run").select<Row[]>("id", "state", "rows_done", "rows_kept")),
    jobs: sorted(await owner("pd_job").select<Row[]>("kind", "state", "unique_key")),
    exports: sorted(exported),
    file: exported.length > 0 && existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : null,
    links: log && { verdict: log.verdict, entries: log.entries, end: log.last_seq, first: log.first },
    operations: (await owner("pd_operation").select<Row[]>("op_id")).length,
  };
} // prettier-ignore

function isNews({ event }: Row): boolean {
  return !String(event).endsWith(".state");
}
