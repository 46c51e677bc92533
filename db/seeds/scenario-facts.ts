import "server-only";
import type { Database } from "@/db/connection";
import { insertRows } from "./portal-target";
import type { At } from "./scenario-ids";
import { SCENARIOS } from "./scenario-list";

/*
 * What lies around the named passes: refreshes, a refund, a second claim on a pass, an old drift, notes. Their ids stay
 * below those that the general history begins with.
 */

const HOUR = 3600;
const DAY = 86_400;

function idOf(name: string): number {
  return SCENARIOS.findIndex((scenario) => scenario.name === name) + 1;
}

/** Writes them; after the named passes and orders. */
export async function loadScenarioFacts(db: Database, at: At): Promise<void> {
  const refreshed = (user_id: number, activity_type: number, status: 0 | 1, age_s: number, due_age_s?: number) => ({
    user_id, activity_type, status, note: null, scheduled_on: due_age_s === undefined ? null : at(due_age_s),
    created_on: at(age_s), modified_on: at(status === 0 ? age_s : (due_age_s ?? age_s)),
  }); // prettier-ignore
  const refreshes = [
    refreshed(1, 1, 1, 170 * 60),
    refreshed(1, 3, 0, 170 * 60, -10 * 60),
    refreshed(3, 2, 1, 3 * DAY),
    refreshed(6, 3, 0, 2 * DAY, 2 * DAY - 3 * HOUR),
    refreshed(14, 1, 1, 5 * HOUR),
    refreshed(14, 3, 0, 5 * HOUR, 2 * HOUR),
    refreshed(15, 2, 0, 6 * HOUR),
  ];
  await insertRows(
    db,
    "bytemark_ticket_refresh_log",
    refreshes.map((row, i) => ({ id: i + 1, ...row })),
  );
  const refunded = idOf("refunded");
  await insertRows(db, "points_transaction", {
    id: SCENARIOS.length + refunded,
    user_id: 14,
    activity_type: 11,
    points: 1.25,
    balance: 21.25,
    note: "Bytemark refund",
    payer: 2101,
    payee: 14,
    created_on: at(2 * DAY),
  });
  const claimed = idOf("routes_disagree");
  await db("pd_pass_route").insert([
    { pass_id: claimed, route: "order_items", user_id: 12, seen_on: at(DAY) },
    { pass_id: claimed, route: "token", user_id: 13, seen_on: at(DAY) },
  ]);
  await db("pd_drift").insert({
    pass_id: idOf("expired_recent"),
    class: "lagging",
    seen_on: at(3.5 * HOUR),
    resolved_on: at(3 * HOUR),
    resolution: "provider_caught_up",
  });
  await db("pd_note").insert(notes(at));
}

function notes(at: At) {
  const by = {
    support: { author_id: 0, author_name: "Demo Support", author_role: "support" },
    manager: { author_id: 0, author_name: "Demo Manager", author_role: "manager" },
  };
  const on = (subject_type: "pass" | "rider", subject_id: number) => ({ subject_type, subject_id });
  return [
    { ...on("rider", 1), ...by.support, text: "Rides the 82 on workdays. Prefers a call back after 4 PM.", case_ref: null, created_on: at(40 * DAY) },
    { ...on("pass", idOf("expired_recent")), ...by.support, text: "Rider said the screen stayed on Usable for half an hour. Told them to pull down to refresh; it changed.", case_ref: "RM-48211", created_on: at(3 * HOUR) },
    { ...on("pass", idOf("locked_old_phone")), ...by.support, text: "New phone since Monday. The old one is at the repair shop and can still be opened.", case_ref: "RM-48207", created_on: at(4 * HOUR) },
    { ...on("rider", 12), ...by.manager, text: "Shared a phone with a family member last spring. Check which account the order belongs to before changing a pass.", case_ref: "RM-47760", created_on: at(20 * HOUR) },
    { ...on("rider", 13), ...by.support, text: "Charged twice for Park & Ride on the same morning. Sent to billing, amount $3.25.", case_ref: "RM-48190", created_on: at(22 * HOUR) },
    { ...on("pass", idOf("refunded")), ...by.manager, text: "Refund paid as coins after the bus did not come. The pass should not be used any more.", case_ref: "RM-48102", created_on: at(2 * DAY - HOUR) },
  ]; // prettier-ignore
}

/** Gives the demo's notes to the demo accounts of their authors, once those exist. */
export async function signNotes(db: Database): Promise<void> {
  await db.raw(`UPDATE pd_note n JOIN pd_user u ON u.is_demo = 1 AND u.name = n.author_name
    SET n.author_id = u.id WHERE n.author_id = 0`);
}
