import { readSelected } from "./read-selected";
import type { SelectedPass } from "./selection-store";
import { copiedTable } from "./selection-table";
import { sayFailure } from "@/components/api/say-failure";
import { toast } from "@/components/ui/overlay/toast";
import type { ColumnView } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";

/** Copies the selection to the clipboard as a table of the shown columns, and says whether that worked. */
export async function copySelection(
  selected: readonly SelectedPass[],
  views: readonly ColumnView[],
  at: { now: Date; zone: string },
): Promise<void> {
  const read = await readSelected(selected);
  if (read.kind !== "done") return sayFailure(read, "The table was not copied");
  const passes = read.answer;
  try {
    const { text, html } = copiedTable(passes, views, at);
    const blob = (content: string, type: string) => new Blob([content], { type });
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": blob(text, "text/plain"),
        "text/html": blob(html, "text/html"),
      }),
    ]);
    sayCopied(passes, selected.length);
  } catch {
    toast.error("The table was not copied", {
      description: "The browser refused. The selection is kept.",
    });
  }
}

function sayCopied(passes: readonly Pass[], asked: number): void {
  const missing = asked - passes.length;
  const options =
    missing > 0 ? { description: `${missing} are no longer there and were left out.` } : undefined;
  toast.success(passes.length === 1 ? "1 pass copied" : `${passes.length} passes copied`, options);
}
