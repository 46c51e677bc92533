import { ExportsRefused } from "@/components/exports/exports-refused";

export default function ExportsForbidden() {
  return <ExportsRefused isForbidden message="" />;
}
