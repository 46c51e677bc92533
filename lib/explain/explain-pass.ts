import "server-only";
import {
  countOtherRows,
  hasProviderAccount,
  listAccountTags,
  listScheduledRefreshes,
} from "@/db/explain/explain-evidence";
import type { PassRow } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { readFareRule } from "@/lib/fares/read-fare-rule";
import { resolveTime } from "@/lib/time/time-expression";
import { isoTime, knownTime } from "@/lib/time/iso-time";
import type { AccountFacts, Explanation, ProviderFacts, RefreshFacts, RuleFacts } from "./explain-facts";
import { getPass } from "@/lib/passes/get-pass";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import type { Pass } from "@/lib/passes/pass";
import { explain } from "./explain";
import { isRiderDeleted } from "@/lib/passes/pass-row";
import { sqlTime } from "@/lib/time/sql-time";
import { readSnapshot } from "@/lib/providers/read-snapshot";
import type { Snapshot } from "@/lib/providers/remote-pass";

/* A first use schedules refreshes three hours later and on the next day. */
const REFRESHES_PLANNED_WITHIN_MS = 48 * 3_600_000;
const BEFORE_MS = 600_000;

/**
 * Why a pass has its status, now or at the past instant `at` (ISO 8601 with an offset, or anything a time filter
 * takes): every rule that applies, exactly one of them primary. Times in the text are in the reader's zone. Throws 400
 * naming `at` for an instant that is invalid or in the future, 403, and 404 for an unknown pass.
 */
export async function explainPass(
  ctx: Context,
  passId: string,
  options: { at?: string | null } = {},
): Promise<Explanation> {
  authorize(ctx, "pass.read");
  const read = ctx.clock.now();
  const at = parseAt(ctx, options.at ?? null, read);
  const { pass, row } = await getPass(ctx, passId);
  const [answer, orders, rule, refreshes, account, duplicates] = await Promise.all([
    readSnapshot(ctx, pass),
    getPassOrder(ctx, passId),
    ruleFacts(ctx, pass),
    refreshFacts(ctx, row),
    accountFacts(ctx, row),
    row.pass_uuid === null ? 0 : countOtherRows(ctx.db, { ...row, pass_uuid: row.pass_uuid }),
  ]);
  const facts = {
    read_on: read.toISOString(),
    provider: answer.snapshot && providerFacts(answer.snapshot),
    is_answer_unreadable: answer.state === "unreadable",
    rule,
    orders,
    refreshes,
    account,
    duplicates,
  };
  return explain(pass, facts, at, ctx.shownZone);
}

function parseAt(ctx: Context, text: string | null, now: Date): Date {
  if (text === null) return now;
  const at = resolveTime(text, now, ctx.zone);
  if (at === null) {
    throw invalidParameter("at", "at takes an ISO 8601 time with an offset, like 2026-11-18T14:14:00Z.");
  }
  if (at.getTime() > now.getTime())
    throw invalidParameter("at", "at lies ahead; only the past can be explained.");
  return at;
}

function providerFacts({ remote, taken_on }: Snapshot): ProviderFacts {
  const { status, time_used, expiration, device, payload_expiration, photo_status, is_credited } = remote;
  return {
    taken_on,
    status,
    time_used,
    expiration,
    device,
    payload_expiration,
    photo_status,
    activation: remote.activation_windows,
    is_credited,
  };
}

async function ruleFacts(ctx: Context, pass: Pass): Promise<RuleFacts | null> {
  const stored = await readFareRule(ctx, pass);
  return stored ? { ...stored.rule, modified_on: isoTime(stored.modified_on) ?? stored.modified_on } : null;
}

async function refreshFacts(ctx: Context, { user_id, ...row }: PassRow): Promise<RefreshFacts[]> {
  const time_used = knownTime(row.time_used);
  if (user_id === null || time_used === null) return [];
  const used = Date.parse(time_used);
  const at = (offset_ms: number) => sqlTime(new Date(used + offset_ms).toISOString());
  const between = { from: at(-BEFORE_MS), to: at(REFRESHES_PLANNED_WITHIN_MS) };
  const rows = await listScheduledRefreshes(ctx.db, user_id, between);
  return rows.flatMap(({ scheduled_on, status }) =>
    scheduled_on === null ? [] : [{ scheduled_on: isoTime(scheduled_on), is_done: status === 1 }],
  );
}

async function accountFacts(ctx: Context, row: PassRow): Promise<AccountFacts | null> {
  const { user_id } = row;
  if (user_id === null) return null;
  const [tags, has_token] = await Promise.all([
    listAccountTags(ctx.db, user_id),
    hasProviderAccount(ctx.db, user_id),
  ]);
  const is = (word: string) => tags.some((tag) => tag.toLowerCase().includes(word));
  return {
    is_deleted: isRiderDeleted(row),
    is_test: is("test"),
    is_staff: is("staff"),
    has_token,
  };
}
