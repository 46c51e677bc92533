import type { ApiFailure } from "./api-failure";
import { type Toast, toast } from "@/components/ui/overlay/toast";

/** Says by a toast why something was not done. `title`, what is so now, holds only where the server refused. */
export function sayFailure({ kind, sentence }: ApiFailure, title?: string, action?: Toast["action"]): void {
  if (title === undefined || kind !== "refused") toast.error(sentence, { action });
  else toast.error(title, { description: sentence, action });
}
