import { AuditRefused } from "@/components/audit/audit-refused";

export default function AuditForbidden() {
  return <AuditRefused isForbidden message="" />;
}
