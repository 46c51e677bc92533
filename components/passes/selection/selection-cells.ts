import { words } from "@/components/passes/code-words";
import { zoneLabel } from "@/lib/format";
import { fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import { DRIFT_WORDS } from "@/lib/passes/drift-words";
import type { ListColumn } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";
import { passStatus, STATUS_LABEL } from "@/lib/passes/pass-status";
import { priceText } from "@/lib/passes/price-words";
import { providerName } from "@/lib/passes/provider-name";

/** What a copied column says of a pass; a time says it on the clocks of `zone`. */
interface CopiedColumn {
  title: string;
  isTime?: boolean;
  read: (pass: Pass, at: { now: Date; zone: string }) => string | null;
}

function time(title: string, read: (pass: Pass) => string | null): CopiedColumn {
  return { title, isTime: true, read: (pass, { zone }) => localTime(read(pass), zone) };
}

const CREATED = time("Created", (pass) => pass.time_created);
const FIRST_USED = time("First used", (pass) => pass.time_used);
const EXPIRATION = time("Expiration", (pass) => pass.expiration);

/** What each column of the list is in a copied table: a column of one value each. */
export const COPIED_COLUMNS: Readonly<Record<ListColumn, readonly CopiedColumn[]>> = {
  pass_uuid: [
    { title: "Pass ID", read: (pass) => pass.pass_uuid ?? pass.id },
    { title: "Product", read: (pass) => pass.product_name },
  ],
  user_id: [
    { title: "Rider ID", read: (pass) => pass.user_id },
    { title: "Rider", read: (pass) => pass.rider?.display_name ?? null },
  ],
  status: [{ title: "Status", read: (pass, { now }) => STATUS_LABEL[passStatus(pass, now)] }],
  validity: [CREATED, FIRST_USED, EXPIRATION],
  payment: [
    { title: "Order price", read: (pass) => (pass.payment ? priceText(pass.payment.price) : null) },
    { title: "Payment", read: (pass) => (pass.payment ? words(pass.payment.type) : null) },
  ],
  provider: [
    { title: "Provider", read: (pass) => providerName(pass.provider) },
    { title: "Drift", read: (pass) => pass.drift && (DRIFT_WORDS[pass.drift] ?? pass.drift) },
  ],
  modified_on: [time("Updated", (pass) => pass.modified_on)],
  serial: [{ title: "Serial", read: (pass) => pass.serial }],
  order_uuid: [{ title: "Order", read: (pass) => pass.order_uuid }],
  time_created: [CREATED],
  time_used: [FIRST_USED],
  expiration: [EXPIRATION],
  uses_count: [
    { title: "Uses", read: (pass) => pass.uses_count?.toString() ?? null },
    { title: "Allowed uses", read: (pass) => pass.allowed_uses?.toString() ?? null },
  ],
  resolved_by: [
    { title: "Rider found by", read: (pass) => (pass.resolved_by ? words(pass.resolved_by) : null) },
  ],
  synced_on: [time("Checked", (pass) => pass.synced_on)],
  id: [{ title: "Portal row", read: (pass) => pass.id }],
};

/** The title of a copied column; times name their zone, because a pasted table has no page around it. */
export function copiedTitle({ title, isTime }: CopiedColumn, zone: string, now: Date): string {
  if (!isTime) return title;
  return `${title} (${zone === "UTC" ? zone : zoneLabel(zone, now).replace(/ \([^)]*\)$/, "")})`;
}

/* `2026-11-18 14:42:05` is a date to a spreadsheet. In the hour that autumn repeats the zone says which of the two it is. */
function localTime(iso: string | null, zone: string): string | null {
  if (iso === null) return null;
  const local = toLocalInput(iso, zone);
  const text = local.replace("T", " ");
  if (fromLocalInput(local, zone).kind !== "two") return text;
  return `${text} ${/\(([^)]*)\)$/.exec(zoneLabel(zone, iso))?.[1] ?? zone}`;
}
