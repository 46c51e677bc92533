import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { ContactField, RevealReasonCode, Revealed } from "@/lib/riders/reveal/reveal";

export interface RevealRequest {
  userId: string;
  field: ContactField;
  reason: { code: RevealReasonCode; note: string; case_ref?: string };
}

/** Reveals one contact value. Never throws. */
export function sendReveal({ userId, field, reason }: RevealRequest): Promise<ApiOutcome<Data<Revealed>>> {
  return askApi(`/api/v1/riders/${encodeURIComponent(userId)}/reveal`, {
    method: "POST",
    body: { fields: [field], reason },
    repeat: "safe",
  });
}
