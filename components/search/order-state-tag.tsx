import { Tag } from "@/components/ui/value/tag";
import type { FoundOrder } from "@/lib/search/search-result";

export function OrderStateTag({ state }: { state: FoundOrder["state"] }) {
  const { label, tone } = LOOKS[state];
  return <Tag tone={tone}>{label}</Tag>;
}

const LOOKS = {
  paid: { label: "Completed", tone: "ok" },
  pending: { label: "Pending", tone: "warn" },
  missing: { label: "Not in the portal", tone: "warn" },
  unknown: { label: "Unknown", tone: "neutral" },
} as const;
