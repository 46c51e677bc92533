import type { OwnPass } from "./own-passes";
import { REASON } from "./reason";
import { addressOf, type Method } from "./route-table";

/** A well-formed request that changes nothing even if it is allowed. */
interface Attempt {
  path: string;
  body?: unknown;
  /** The status of the answer to somebody who is allowed. */
  status: number;
}

const NOBODY = "999999999";

type Making = (pass: OwnPass) => { absent?: true; path?: string; body?: unknown; status?: number };

/*
 * A write without a dry run is tried on a record that does not exist, or with content that is refused after the role is
 * checked.
 */
const WRITES: Readonly<Record<string, Making>> = {
  "POST /api/v1/search": (pass) => ({ body: { q: pass.serial }, path: "/api/v1/search" }),
  "POST /api/v1/passes/search": (pass) => ({ body: { q: pass.serial } }),
  "POST /api/v1/passes/facets": () => ({ body: { facet: ["status"] } }),
  "PATCH /api/v1/passes/[passId]": (pass) => ({
    body: { changes: { product_name: `${pass.product_name} (tried)` }, reason: REASON, dry_run: true },
  }),
  "POST /api/v1/passes/[passId]/neighbours": () => ({ body: {} }),
  "POST /api/v1/passes/[passId]/pins": () => ({
    absent: true,
    body: { fields: ["expiration"], until: null, reason: REASON },
  }),
  "DELETE /api/v1/passes/[passId]/pins/[field]": () => ({ absent: true, body: {} }),
  "POST /api/v1/corrections/[correctionId]/undo": () => ({ absent: true, body: { reason: REASON } }),
  "POST /api/v1/passes/[passId]/notes": () => ({ absent: true, body: { text: "Called back." } }),
  "POST /api/v1/riders/[userId]/notes": () => ({ absent: true, body: { text: "Called back." } }),
  "PATCH /api/v1/notes/[noteId]": () => ({ absent: true, body: { text: "Called back." } }),
  "POST /api/v1/riders/[userId]/reveal": () => ({
    absent: true,
    body: { fields: ["email"], reason: { code: "contact_back", note: "" } },
  }),
  // Views with a search for a person are refused.
  "POST /api/v1/views": () => ({
    body: { name: "Tried", scope: "private", search: "q=a.person%40example.com" },
    status: 422,
  }),
  "PATCH /api/v1/views/[viewId]": () => ({ absent: true, body: { name: "Tried" } }),
  "DELETE /api/v1/views/[viewId]": () => ({ absent: true }),
  // Exports with a search for a person are refused.
  "POST /api/v1/exports": () => ({ body: { search: "q=a.person%40example.com" }, status: 422 }),
  "DELETE /api/v1/exports/[exportId]": () => ({ absent: true }),
  "POST /api/v1/exports/[exportId]/cancel": () => ({ absent: true }),
  "POST /api/v1/exports/[exportId]/resume": () => ({ absent: true }),
  "POST /api/v1/exports/[exportId]/repeat": () => ({ absent: true }),
  "POST /api/v1/schedules": () => ({
    body: { name: "Tried", kind: "export.start", cron: "0 6 * * 1", payload: {} },
    status: 400,
  }),
  "PATCH /api/v1/schedules/[scheduleId]": () => ({ absent: true, body: { name: "Tried" } }),
  "DELETE /api/v1/schedules/[scheduleId]": () => ({ absent: true }),
  // Refused because it changes nothing.
  "POST /api/v1/bulk-corrections": () => ({
    body: { pass_ids: ["1"], changes: {}, reason: REASON },
    status: 422,
  }),
  "POST /api/v1/bulk-corrections/[bulkId]/approve": () => ({ absent: true }),
  "POST /api/v1/bulk-corrections/[bulkId]/pause": () => ({ absent: true }),
  "POST /api/v1/bulk-corrections/[bulkId]/resume": () => ({ absent: true }),
  "POST /api/v1/bulk-corrections/[bulkId]/cancel": () => ({ absent: true }),
  "POST /api/v1/bulk-corrections/[bulkId]/retry": () => ({ absent: true }),
  "POST /api/v1/bulk-corrections/[bulkId]/run": () => ({ absent: true, body: { confirm_count: 1 } }),
  "POST /api/v1/bulk-corrections/[bulkId]/undo": () => ({ absent: true, body: { reason: REASON } }),
  "PATCH /api/v1/settings/bulk": () => ({ body: { approval_threshold: -1 }, status: 422 }),
  "POST /api/v1/archive-runs": () => ({ body: { policy: {}, dry_run: true } }),
  "POST /api/v1/archive-runs/[runId]/cancel": () => ({ absent: true }),
  "PATCH /api/v1/archive-policy": () => ({ body: {} }),
  "POST /api/v1/passes/[passId]/restore": () => ({ absent: true, body: {} }),
  "POST /api/v1/jobs/[jobId]/retry": () => ({ absent: true }),
  "POST /api/v1/jobs/[jobId]/cancel": () => ({ absent: true }),
  // Not the end of any chain.
  "POST /api/v1/audit/verify": () => ({ body: { expect: "1:none" }, status: 400 }),
  // Removes a rule that no product has.
  "PATCH /api/v1/fare-rules/[productUuid]": () => ({ body: { rule: null } }),
};

/** The attempt of `method` at an address; a method without a declared write gets an empty body. */
export function attemptAt(route: string, method: Method, pass: OwnPass): Attempt {
  const path = addressOf(route, pass.id);
  const absent = route.replaceAll(/\[\w+\]/g, NOBODY);
  // The demo data has no records of some kinds.
  const nothing = path.includes("[") ? { path: absent, status: 404 } : { path, status: 200 };
  if (method === "GET") return nothing;
  const made = WRITES[`${method} ${route}`]?.(pass);
  if (!made) return { ...nothing, body: {} };
  return {
    path: made.path ?? (made.absent ? absent : path),
    body: made.body,
    status: made.status ?? (made.absent ? 404 : 200),
  };
}
