import type { ContactField, RevealReasonCode, Revealed } from "@/lib/riders/reveal";

export interface RevealRequest {
  userId: string;
  field: ContactField;
  reason: { code: RevealReasonCode; note: string; case_ref?: string };
}

/** What became of asking for a value. */
export type RevealOutcome = { kind: "revealed"; value: string } | { kind: "refused"; detail: string };

const PATIENCE_MS = 12_000;
const NO_ANSWER = "The server did not answer. Nothing was shown; try again.";

/** Asks for one contact value in clear. Never throws: whatever happened is an outcome to show. */
export async function sendReveal({ userId, field, reason }: RevealRequest): Promise<RevealOutcome> {
  try {
    const answer = await fetch(`/api/v1/riders/${encodeURIComponent(userId)}/reveal`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ fields: [field], reason }),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await answer.json()) as {
      data?: Revealed;
      detail?: string;
      errors?: { message: string }[];
    };
    const value = body.data?.fields[field];
    if (answer.ok && value) return { kind: "revealed", value };
    if (answer.ok) return { kind: "refused", detail: `No ${field} is on record.` };
    return { kind: "refused", detail: refusal(body) };
  } catch {
    return { kind: "refused", detail: NO_ANSWER };
  }
}

function refusal({ detail, errors }: { detail?: string; errors?: { message: string }[] }): string {
  const first = errors?.[0]?.message;
  return first ? `The reason ${first}.` : (detail ?? NO_ANSWER);
}
