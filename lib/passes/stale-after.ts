import type { PassStatus } from "./pass-status";

const HOUR_MS = 3_600_000;

/**
 * Milliseconds after which the provider's last answer about a pass of this status is stale: an hour while the pass can
 * be used, undefined once it is over. Pure.
 */
export function staleAfter(status: PassStatus): number | undefined {
  return status === "USABLE" || status === "USING" ? HOUR_MS : undefined;
}

/** Whether the provider's answer of `synced_on` is too old to rely on at `now`. Pure. */
export function isStaleAnswer(synced_on: string | null, status: PassStatus, now: Date): boolean {
  const after_ms = staleAfter(status);
  if (synced_on === null || after_ms === undefined) return false;
  return now.getTime() - Date.parse(synced_on) > after_ms;
}
