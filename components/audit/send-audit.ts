import type { AuditState } from "@/lib/audit/chain/audit-state";

const PATIENCE_MS = 12_000;

/** How far the log is sealed and checked now; null when no answer came. Never throws. */
export async function readAuditState(): Promise<AuditState | null> {
  const answer = await ask("GET");
  return typeof answer === "string" ? null : answer;
}

/** Asks for a check of the log. Answers the state with the check under way, or why there is none. Never throws. */
export function askForCheck(): Promise<AuditState | string> {
  return ask("POST");
}

async function ask(method: "GET" | "POST"): Promise<AuditState | string> {
  try {
    const answer = await fetch("/api/v1/audit/verify", {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await answer.json()) as { data?: AuditState; detail?: string };
    return answer.ok && body.data ? body.data : (body.detail ?? "The server did not say why.");
  } catch {
    return "No answer arrived. Asking again is safe.";
  }
}
