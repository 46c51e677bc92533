import { PageRefused } from "@/components/ui/page/page-refused";

export default function ArchiveForbidden() {
  return (
    <PageRefused
      why="role"
      title="You cannot run the archive"
      body="Admins archive and restore. You can look at archived passes in the list."
      goTo={{ href: "/passes?archived=only", label: "Archived passes" }}
    />
  );
}
