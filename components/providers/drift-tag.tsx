import { Tag } from "@/components/ui/value/tag";

/** How many fields differ at the provider; nothing if none does. */
export function DriftTag({ count }: { count: number }) {
  if (count === 0) return null;
  return <Tag tone="drift">{count === 1 ? "1 differs" : `${count} differ`}</Tag>;
}
