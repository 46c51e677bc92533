import { BulkRefused } from "@/components/bulk/bulk-refused";

export default function BulkForbidden() {
  return <BulkRefused heading="h1" />;
}
