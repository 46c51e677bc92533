import { CorrectionRefused } from "@/components/corrections/correction-refused";

export default function CorrectForbidden() {
  return <CorrectionRefused />;
}
