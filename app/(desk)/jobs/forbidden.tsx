import { JobsRefused } from "@/components/jobs/jobs-refused";

export default function JobsForbidden() {
  return <JobsRefused />;
}
