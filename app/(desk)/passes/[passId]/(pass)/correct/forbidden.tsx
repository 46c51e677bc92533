import { CorrectionRefused } from "@/components/corrections/correct/correction-refused";

export default function CorrectForbidden() {
  return <CorrectionRefused />;
}
