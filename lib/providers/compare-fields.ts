import { formatDuration } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";
import { type PassStatus, passStatus, STATUS_LABEL } from "@/lib/passes/pass-status";
import { providerName } from "@/lib/passes/words/provider-name";
import type { RemotePass } from "./remote-pass";

/* The values of a pass that both sides have, and whether they agree. Pure. */

/** Two records of a first use within this span are the same use. */
const USE_TOLERANCE_MS = 300_000;
/* The portal stores seconds, the provider milliseconds. */
const SECOND_MS = 1000;

export type ComparedName =
  | "status" | "time_used" | "time_created" | "expiration" | "product_uuid" | "serial" | "order_uuid" | "event_uuid"
  | "allowed_uses" | "uses_count"; // prettier-ignore

type Value = string | number | null;

export interface ComparedField {
  field: ComparedName;
  label: string;
  kind: "word" | "time" | "id" | "count";
  /** As stored; times in ISO 8601 UTC. */
  portal: Value;
  provider: Value;
  /** `not_comparable`: one side says nothing, which is not a difference. */
  verdict: "same" | "differs" | "not_comparable";
  is_same: boolean;
  /** "30 min later": the provider's value compared with the portal's. */
  note: string | null;
}

/** Both sides of a pass at `now`. */
export interface Sides {
  portal: Pass;
  remote: RemotePass;
  now: Date;
}

type Judged = Pick<ComparedField, "verdict" | "note">;
type Judge = (sides: Sides, portal: Value, provider: Value) => Judged;

/* In reading order. */
const RULES: Readonly<Record<ComparedName, Judge>> = {
  status: judgeStatus,
  time_used: judgeUse,
  time_created: whereBothSay(judgeTime),
  expiration: judgeExpiration,
  product_uuid: whereBothSay(judgeEqual),
  serial: whereBothSay(judgeEqual),
  order_uuid: judgeEqual,
  event_uuid: whereBothSay(judgeEqual),
  allowed_uses: whereBothSay(judgeCount),
  uses_count: whereBothSay(judgeCount),
};

/** Judges every value that both sides can have, in reading order. Never throws. */
export function compareFields(sides: Sides): ComparedField[] {
  return (Object.keys(RULES) as ComparedName[]).map((field) => {
    const portal = field === "status" ? sides.portal.provider_status : sides.portal[field];
    const provider = sides.remote[field];
    const judged = RULES[field](sides, portal, provider);
    const { label, kind } = PASS_FIELDS[field];
    return {
      field,
      label,
      kind: kind === "code" ? "word" : kind,
      portal,
      provider,
      ...judged,
      is_same: judged.verdict === "same",
    };
  });
}

/** The effective status of the provider's own values. */
export function statusAtProvider({ remote, now }: Pick<Sides, "remote" | "now">): PassStatus {
  return passStatus({ ...remote, provider_status: remote.status }, now);
}

/** The effective status of the portal's row. */
export function statusInPortal({ portal, now }: Pick<Sides, "portal" | "now">): PassStatus {
  return passStatus(portal, now);
}

/** Milliseconds from the portal's time to the provider's; null if one is missing or unreadable. */
export function apart(portal: Value, provider: Value): number | null {
  if (typeof portal !== "string" || typeof provider !== "string") return null;
  const span = Date.parse(provider) - Date.parse(portal);
  return Number.isNaN(span) ? null : span;
}

const SAME: Judged = { verdict: "same", note: null };

/* Different words for the same status agree: the portal derives an end that the provider did not record. */
function judgeStatus(sides: Sides, portal: Value, provider: Value): Judged {
  const here = statusInPortal(sides);
  const there = statusAtProvider(sides);
  const isOneWord = portal === provider;
  if (here === there && (isOneWord || here !== "UNKNOWN")) {
    return isOneWord ? SAME : { verdict: "same", note: `Both amount to ${STATUS_LABEL[here].toLowerCase()}` };
  }
  if (!isOneWord) return { verdict: "differs", note: oneSided(sides, portal, provider) };
  return { verdict: "differs", note: `The portal counts it as ${STATUS_LABEL[here].toLowerCase()}` };
}

function judgeUse(sides: Sides, portal: Value, provider: Value): Judged {
  const span = apart(portal, provider);
  if (span === null || Math.abs(span) < SECOND_MS) return judgeTime(sides, portal, provider);
  if (Math.abs(span) > USE_TOLERANCE_MS) return { verdict: "differs", note: laterWords(span) };
  return { verdict: "same", note: `${formatDuration(Math.abs(span))} apart, within 5\u00a0min` };
}

/* Some providers set an expiration only at first use. */
function judgeExpiration(sides: Sides, portal: Value, provider: Value): Judged {
  const isUnused = sides.portal.time_used === null && sides.remote.time_used === null;
  return isUnused ? whereBothSay(judgeTime)(sides, portal, provider) : judgeTime(sides, portal, provider);
}

function judgeTime(sides: Sides, portal: Value, provider: Value): Judged {
  const span = apart(portal, provider);
  if (span === null) return judgeEqual(sides, portal, provider);
  return Math.abs(span) < SECOND_MS ? SAME : { verdict: "differs", note: laterWords(span) };
}

function judgeCount(_sides: Sides, portal: Value, provider: Value): Judged {
  const more = Number(provider) - Number(portal);
  if (more === 0) return SAME;
  return { verdict: "differs", note: more > 0 ? `${more} more` : `${-more} fewer` };
}

function judgeEqual(sides: Sides, portal: Value, provider: Value): Judged {
  return portal === provider ? SAME : { verdict: "differs", note: oneSided(sides, portal, provider) };
}

/* A value that one side never gave is not a difference. */
function whereBothSay(judge: Judge): Judge {
  return (sides, portal, provider) => {
    if (portal === null && provider === null) return SAME;
    if (portal !== null && provider !== null) return judge(sides, portal, provider);
    return { verdict: "not_comparable", note: oneSided(sides, portal, provider) };
  };
}

function oneSided({ portal: pass }: Sides, portal: Value, provider: Value): string | null {
  if (portal === null && provider !== null) return `Only ${providerName(pass.provider)} has it`;
  return portal !== null && provider === null ? "Only the portal has it" : null;
}

function laterWords(span_ms: number): string {
  return `${formatDuration(Math.abs(span_ms))} ${span_ms > 0 ? "later" : "earlier"}`;
}
