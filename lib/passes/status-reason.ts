import { DRIFT_WORDS } from "./drift-words";
import type { Pass } from "./pass";
import { passStatus, type PassStatus, settledStatus, STATUS_LABEL } from "./pass-status";
import { paidText } from "./price-words";
import { providerName } from "./provider-name";
import { sayMoment, sayWhen, sayWindow } from "./reason-words";
import { type Facts, ruleFor } from "./status-rules";

/** One fact that speaks for or against the status. */
export interface ReasonCheck {
  tone: "ok" | "info" | "warn" | "drift";
  text: string;
}

/** Why a pass has its status, in words an agent can read aloud. */
export interface StatusReason {
  status: PassStatus;
  headline: string;
  detail: string;
  /** At most four. */
  checks: ReasonCheck[];
  /** For the rider: second person, no ids and no system names. */
  tell_rider: string;
}

interface Clock {
  now: Date;
  zone: string;
}

/** Why the pass has its status at `now`; times are told on the clocks of `zone`. Pure. */
export function statusReason(pass: Pass, clock: Clock): StatusReason {
  const facts = factsOf(pass, clock);
  const rule = ruleFor(facts);
  return {
    status: facts.status,
    headline: `${STATUS_LABEL[facts.status]} because ${rule.because(facts)}`,
    detail: rule.detail(facts),
    checks: checksOf(pass, facts),
    tell_rider: rule.tell(facts),
  };
}

function factsOf(pass: Pass, { now, zone }: Clock): Facts {
  const { allowed_uses, uses_count, time_used, expiration } = pass;
  const status = passStatus(pass, now);
  const hasRides = allowed_uses !== null && allowed_uses > 1;
  return {
    status,
    word: pass.provider_status,
    provider: providerName(pass.provider),
    name: pass.product_name ?? "pass",
    used: time_used,
    end: expiration,
    endsIn_ms: expiration === null ? null : Date.parse(expiration) - now.getTime(),
    rides: hasRides && uses_count !== null ? { used: uses_count, of: allowed_uses } : null,
    isRecounted: status === "USES_GONE" && pass.provider_status !== "USES_GONE",
    window: time_used && expiration ? sayWindow(Date.parse(expiration) - Date.parse(time_used)) : null,
    checked: pass.synced_on !== null,
    when: (iso) => (iso === null ? "at an unknown time" : sayWhen(iso, { now, zone })),
    moment: (iso) => (iso === null ? "an unknown time" : sayMoment(iso, { now, zone })),
  };
}

function checksOf(pass: Pass, facts: Facts): ReasonCheck[] {
  const good: ReasonCheck[] = [];
  const notable: ReasonCheck[] = [];
  const provider = providerCheck(pass, facts);
  (provider.tone === "ok" ? good : notable).push(provider);
  if (pass.drift !== null)
    notable.push({ tone: "drift", text: DRIFT_WORDS[pass.drift] ?? `Drift: ${pass.drift}` });
  if (pass.user_id === null) notable.push({ tone: "warn", text: "No rider is linked" });
  if (pass.rider?.email_masked === null)
    notable.push({ tone: "warn", text: "The rider’s account was deleted" });
  if (pass.duplicate) notable.push({ tone: "warn", text: "Another row holds the same pass" });
  if (pass.pinned.length > 0) notable.push({ tone: "info", text: "Values held by a correction" });
  if (pass.device_locked) notable.push({ tone: "info", text: "Locked to one device" });
  if (pass.payment) good.unshift({ tone: "ok", text: `Paid ${paidText(pass.payment)}` });
  good.push(usesCheck(facts));
  const told = notable.slice(0, 4);
  return [...good.slice(0, 4 - told.length), ...told];
}

function usesCheck({ rides, used }: Facts): ReasonCheck {
  if (rides) return { tone: "ok", text: `${rides.used} of ${rides.of} rides used` };
  return { tone: "ok", text: used === null ? "Never used" : "Used once" };
}

function providerCheck(pass: Pass, facts: Facts): ReasonCheck {
  const { word, provider, status } = facts;
  if (word === null) return { tone: "info", text: `${provider} gave no status` };
  const theirs = settledStatus({ ...pass, time_used: null, uses_count: null });
  if (theirs === "UNKNOWN") return { tone: "warn", text: `${provider} says “${word}”` };
  const said = STATUS_LABEL[theirs].toLowerCase();
  return theirs === status
    ? { tone: "ok", text: `${provider} also says ${said}` }
    : { tone: "drift", text: `${provider} still says ${said}` };
}
