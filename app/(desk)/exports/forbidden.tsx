import { PageRefused } from "@/components/ui/page/page-refused";

export default function ExportsForbidden() {
  return (
    <PageRefused
      why="role"
      title="You cannot see exports"
      body="They are for managers and admins. Ask one when you need a list as a file."
      goTo={{ href: "/passes", label: "All passes" }}
    />
  );
}
