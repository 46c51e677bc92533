import { PageRefused } from "@/components/ui/page/page-refused";

export default function AuditForbidden() {
  return (
    <PageRefused
      why="role"
      title="You cannot see the audit log"
      body="It is for admins. Ask one when you need to know who did what."
      goTo={{ href: "/passes", label: "All passes" }}
    />
  );
}
