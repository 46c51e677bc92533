import { PageRefused } from "@/components/ui/page/page-refused";

export default function JobsForbidden() {
  return (
    <PageRefused
      why="role"
      title="You cannot see the jobs"
      body="They are for admins. Exports and bulk corrections show how far they are on their own pages."
      goTo={{ href: "/passes", label: "All passes" }}
    />
  );
}
