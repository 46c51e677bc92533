import { sendUndo } from "./send-undo";
import { sayFailure } from "@/components/api/say-failure";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import { toast, toastStore } from "@/components/ui/overlay/toast";
import { onShortcut } from "@/components/ui/browser/use-shortcut";
import type { Correction } from "@/lib/corrections/correction";

const NOTE = "Taken back right after it was saved.";

interface Ways {
  refresh: () => void;
  open: (href: string) => void;
}

/** Says that a correction was saved. A click on Undo, or the key z, undoes it while the message shows. */
export function showSaved(correction: Correction, ways: Ways): void {
  const undo = () => void takeBack(correction, ways);
  const id = toast.success("Correction saved", { action: { label: "Undo", onSelect: undo } });
  const endShortcut = onShortcut("z", () => {
    toast.dismiss(id);
    undo();
  });
  const endWatch = toastStore.subscribe(() => {
    if (toastStore.read().some((each) => each.id === id)) return;
    endShortcut();
    endWatch();
  });
}

async function takeBack({ id, pass_id, reason }: Correction, { refresh, open }: Ways): Promise<void> {
  if (id === null) return;
  const given = { code: reason?.code ?? "other", note: NOTE, case_ref: reason?.case_ref ?? null } as const;
  const outcome = await sendUndo({ correctionId: id, reason: given, key: newIdempotencyKey() });
  if (outcome.kind === "done") {
    toast.success("Correction undone");
    refresh();
    return;
  }
  const href = `/passes/${pass_id}?undo=${id}`;
  sayFailure(outcome, "The correction was not undone.", {
    label: "Look at it",
    onSelect: () => open(href),
  });
}
