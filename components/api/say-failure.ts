import type { ApiFailure } from "./api-failure";
import { type Toast, toast } from "@/components/ui/overlay/toast";

/**
 * Shows a toast that says why something was not done. `title` says what that means and is shown only if the server
 * refused.
 */
export function sayFailure({ kind, sentence }: ApiFailure, title?: string, action?: Toast["action"]): void {
  if (title === undefined || kind !== "refused") toast.error(sentence, { action });
  else toast.error(title, { description: sentence, action });
}
