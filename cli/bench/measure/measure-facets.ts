import { type Bench, timeCase } from "@/cli/bench/bench";

const FACETS = "facet=status,product_uuid,flag,drift,provider,resolved_by,expiration";
const FILTERS: [name: string, search: string][] = [
  ["no filter", ""],
  ["active now", "status=USABLE%2CUSING"],
  ["expired", "status=EXPIRED"],
  ["used within a day", "time_used[gte]=now-24h"],
  ["issued within 30 days, expired", "time_created[gte]=now-30d&status=EXPIRED"],
  ["drift", "flag=drift"],
  ["unlinked", "flag=unlinked"],
];

/** The counts next to the list: facets under wide and narrow filters, and the counts of all views. */
export async function measureFacets(bench: Bench): Promise<void> {
  for (const [name, filter] of FILTERS) {
    await timeFacet(bench, name, `/api/v1/passes/facets?${filter}${filter ? "&" : ""}${FACETS}`);
  }
  const { user_id } = bench.sample;
  await timeFacet(bench, "one rider", `/api/v1/passes/facets?user_id=${user_id ?? ""}&${FACETS}`);
  await timeFacet(bench, "counts of views", "/api/v1/views/counts");
}

async function timeFacet(bench: Bench, name: string, path: string): Promise<void> {
  await timeCase(bench, bench.manager, {
    group: "facet",
    case: name,
    family: name,
    bounds: { most_p95_ms: 150 },
    path,
  });
}
