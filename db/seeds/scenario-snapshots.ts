import type { Tables } from "@/db/tables";
import { SHELF_LIFE_S } from "./seed-products";
import { eventUuidOf, orderItemUuidOf, orderReferenceOf, orderUuidOf } from "./scenario-ids";
import type { ScenarioPass } from "./scenario-list";

type PassRow = Partial<Tables["bytemark_pass"]>;

/** How much later the provider puts the first use of a pass whose clocks disagree. */
export const SKEW_S = 660;
const ZONE = "America/Chicago";
const WORKDAYS = [1, 2, 3, 4, 5];

/** What the provider last said about this pass, as `pd_snapshot` keeps it; null where it knows nothing. */
export function scenarioSnapshot(
  row: PassRow,
  scenario: ScenarioPass,
  id: number,
  anchor: Date,
): Partial<Tables["pd_snapshot"]> | null {
  if (scenario.is_portal_only || scenario.drift === "pass_missing") return null;
  const ago = (age_s: number) => new Date(anchor.getTime() - age_s * 1000).toISOString();
  const hasOrder = scenario.order !== "none";
  const remote = {
    status: row.status ?? null,
    serial: row.serial ?? null,
    product_uuid: row.product_uuid ?? null,
    product_name: row.product_name ?? null,
    order_uuid: hasOrder ? orderUuidOf(id) : null,
    order_reference: hasOrder ? orderReferenceOf(id) : null,
    order_item_uuid: hasOrder ? orderItemUuidOf(id) : null,
    event_uuid: row.event_uuid ?? null,
    time_created: isoOf(row.time_created),
    time_used: isoOf(row.time_used),
    expiration: isoOf(row.expiration),
    allowed_uses: row.allowed_uses ?? null,
    uses_count: row.uses_count ?? null,
    modified: isoOf(row.provider_modified),
    device: deviceOf(scenario),
    payload_expiration: scenario.remote === "payload_over" ? ago(2 * 3600) : null,
    photo_status: scenario.remote === "photo_pending" ? "PENDING" : null,
    activation_windows: scenario.remote === "outside_window" ? [closedWindow(anchor)] : [],
    is_credited: scenario.remote === "credited",
    ...disagreement(scenario, id, ago),
  };
  return {
    provider: "bytemark",
    pass_uuid: row.pass_uuid ?? "",
    remote: JSON.stringify(remote),
    payload_hash: row.payload_hash ?? null,
    taken_on: row.synced_on ?? "",
  };
}

/** Where the provider says otherwise than the portal. */
function disagreement(scenario: ScenarioPass, id: number, ago: (age_s: number) => string) {
  const used_age_s = scenario.used_age_s ?? 0;
  switch (scenario.drift) {
    case "missing_use":
      return { time_used: ago(used_age_s), event_uuid: eventUuidOf(id) };
    case "refresh_missed":
      return { status: "EXPIRED" };
    case "lagging":
      return {
        time_used: null,
        event_uuid: null,
        expiration: ago(scenario.created_age_s - SHELF_LIFE_S),
        modified: ago(scenario.created_age_s),
      };
    case "time_skew":
      return { time_used: ago(used_age_s - SKEW_S) };
    default:
      return {};
  }
}

function deviceOf({ is_locked, device }: ScenarioPass) {
  if (!is_locked) return null;
  return { nickname: device ?? null, model: "Pixel 6", locked_until: null, is_this_account: false };
}

/** Rush hours of workdays that the anchor does not fall into. */
function closedWindow(anchor: Date) {
  const hour = Number(anchor.toLocaleString("en-US", { timeZone: ZONE, hour: "numeric", hourCycle: "h23" }));
  const isMorning = hour >= 4 && hour < 10;
  return isMorning
    ? { days: WORKDAYS, from: "15:00", until: "18:30", zone: ZONE }
    : { days: WORKDAYS, from: "05:00", until: "09:00", zone: ZONE };
}

function isoOf(time: string | null | undefined): string | null {
  return time ? `${time.replace(" ", "T")}.000Z` : null;
}
