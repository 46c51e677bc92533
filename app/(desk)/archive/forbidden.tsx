import { ArchiveRefused } from "@/components/archive/archive-refused";

export default function ArchiveForbidden() {
  return <ArchiveRefused />;
}
