import type { Role } from "@/lib/acts";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** Who may use an address. A method that is not named answers 405 to everybody. */
export type Access =
  | { kind: "page"; roles: readonly Role[] }
  | { kind: "api"; methods: Partial<Record<Method, readonly Role[]>> }
  | { kind: "open" };

const EVERYBODY = ["support", "manager", "admin"] as const;
const EXPORTERS = ["manager", "admin"] as const;
const ADMINS = ["admin"] as const;

/** Every address of the build, written by hand from the contract; a missing one fails the matrix. */
export const ROUTES: Readonly<Record<string, Access>> = {
  "/": { kind: "open" },
  "/_not-found": { kind: "open" },
  "/_global-error": { kind: "open" },
  "/icon.svg": { kind: "open" },
  "/sign-in": { kind: "open" },
  "/api/auth/[...nextauth]": { kind: "open" },
  "/api/health/live": { kind: "open" },
  "/api/health/ready": { kind: "open" },

  "/passes": { kind: "page", roles: EVERYBODY },
  "/passes/[passId]": { kind: "page", roles: EVERYBODY },
  "/passes/[passId]/correct": { kind: "page", roles: ADMINS },
  "/riders": { kind: "page", roles: EVERYBODY },
  "/riders/[userId]": { kind: "page", roles: EVERYBODY },
  "/audit": { kind: "page", roles: ADMINS },
  "/settings": { kind: "page", roles: EVERYBODY },
  "/corrections": { kind: "page", roles: EVERYBODY },
  "/corrections/new": { kind: "page", roles: ADMINS },
  "/corrections/bulk/[bulkId]": { kind: "page", roles: EXPORTERS },
  "/jobs": { kind: "page", roles: ADMINS },
  "/archive": { kind: "page", roles: ADMINS },
  "/exports": { kind: "page", roles: EXPORTERS },

  "/api/v1/me": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/passes": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/search": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/passes/search": { kind: "api", methods: { POST: EVERYBODY } },
  "/api/v1/passes/facets": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/passes/export": { kind: "api", methods: { GET: EXPORTERS } },
  "/api/v1/passes/[passId]": { kind: "api", methods: { GET: EVERYBODY, PATCH: ADMINS } },
  "/api/v1/passes/[passId]/pins": { kind: "api", methods: { GET: EVERYBODY, POST: ADMINS } },
  "/api/v1/passes/[passId]/pins/[field]": { kind: "api", methods: { DELETE: ADMINS } },
  "/api/v1/corrections": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/corrections/[correctionId]": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/corrections/[correctionId]/undo": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/passes/[passId]/timeline": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/passes/[passId]/notes": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/riders/[userId]": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/riders/[userId]/passes": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/riders/[userId]/orders": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/riders/[userId]/reveal": { kind: "api", methods: { POST: EVERYBODY } },
  "/api/v1/riders/[userId]/notes": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/notes/[noteId]": { kind: "api", methods: { PATCH: EVERYBODY } },
  "/api/v1/passes/[passId]/orders": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/passes/[passId]/explain": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/fare-rules": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/fare-rules/[productUuid]": { kind: "api", methods: { PATCH: ADMINS } },
  "/api/v1/passes/[passId]/compare": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/passes/[passId]/neighbours": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/bulk-corrections": { kind: "api", methods: { GET: EXPORTERS, POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]": { kind: "api", methods: { GET: EXPORTERS } },
  "/api/v1/bulk-corrections/[bulkId]/results": { kind: "api", methods: { GET: EXPORTERS } },
  "/api/v1/bulk-corrections/[bulkId]/approve": { kind: "api", methods: { POST: EXPORTERS } },
  "/api/v1/bulk-corrections/[bulkId]/run": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]/pause": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]/resume": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]/cancel": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]/retry": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/bulk-corrections/[bulkId]/undo": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/settings/bulk": { kind: "api", methods: { GET: EVERYBODY, PATCH: ADMINS } },
  "/api/v1/audit": { kind: "api", methods: { GET: ADMINS } },
  "/api/v1/audit/verify": { kind: "api", methods: { GET: ADMINS, POST: ADMINS } },
  "/api/v1/audit/export": { kind: "api", methods: { GET: ADMINS } },
  "/api/v1/exports": { kind: "api", methods: { GET: EXPORTERS, POST: EXPORTERS } },
  "/api/v1/exports/preview": { kind: "api", methods: { GET: EXPORTERS } },
  "/api/v1/exports/[exportId]": { kind: "api", methods: { GET: EXPORTERS, DELETE: EXPORTERS } },
  "/api/v1/exports/[exportId]/file": { kind: "api", methods: { GET: EXPORTERS } },
  "/api/v1/exports/[exportId]/cancel": { kind: "api", methods: { POST: EXPORTERS } },
  "/api/v1/exports/[exportId]/resume": { kind: "api", methods: { POST: EXPORTERS } },
  "/api/v1/exports/[exportId]/repeat": { kind: "api", methods: { POST: EXPORTERS } },
  "/api/v1/schedules": { kind: "api", methods: { GET: EXPORTERS, POST: EXPORTERS } },
  "/api/v1/schedules/[scheduleId]": { kind: "api", methods: { PATCH: EXPORTERS, DELETE: EXPORTERS } },
  "/api/v1/archive-runs": { kind: "api", methods: { GET: ADMINS, POST: ADMINS } },
  "/api/v1/archive-runs/[runId]": { kind: "api", methods: { GET: ADMINS } },
  "/api/v1/archive-runs/[runId]/cancel": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/archive-policy": { kind: "api", methods: { GET: ADMINS, PATCH: ADMINS } },
  "/api/v1/passes/[passId]/restore": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/jobs": { kind: "api", methods: { GET: ADMINS } },
  "/api/v1/jobs/[jobId]": { kind: "api", methods: { GET: ADMINS } },
  "/api/v1/jobs/[jobId]/retry": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/jobs/[jobId]/cancel": { kind: "api", methods: { POST: ADMINS } },
  "/api/v1/views": { kind: "api", methods: { GET: EVERYBODY, POST: EVERYBODY } },
  "/api/v1/views/counts": { kind: "api", methods: { GET: EVERYBODY } },
  "/api/v1/views/[viewId]": { kind: "api", methods: { PATCH: EVERYBODY, DELETE: EVERYBODY } },
};

/* The first of the named riders of the demo data. */
const DEMO_RIDER = "1";

/** The address of a real record. */
export function addressOf(route: string, passId: string): string {
  if (route === "/api/v1/search") return `${route}?q=${passId}`;
  return route
    .replace("[passId]", passId)
    .replace("[userId]", DEMO_RIDER)
    .replace("[...nextauth]", "session");
}
