import { BulkRefused } from "@/components/bulk/bulk-refused";

export default function NewBulkForbidden() {
  return <BulkRefused kind="plan" />;
}
