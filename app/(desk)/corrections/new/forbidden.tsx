import { PageRefused } from "@/components/ui/page/page-refused";

export default function NewBulkForbidden() {
  return (
    <PageRefused
      why="role"
      title="You cannot correct passes"
      body="Correcting passes is for admins. Send one the link to your list; it keeps your filters."
      goTo={{ href: "/passes", label: "All passes" }}
    />
  );
}
