import type { ShellCan } from "@/components/navigation/shell-user";

type Shortcut = {
  /** Pressed together or one after the other. */
  keys: readonly string[];
  does: string;
};
type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

const key = (keys: string | readonly string[], does: string): Shortcut => ({
  keys: typeof keys === "string" ? [keys] : keys,
  does,
});

const AUDIT: ShortcutGroup = {
  title: "Audit log",
  shortcuts: [key("j", "Next entry"), key("k", "Previous entry"), key("f", "Add a filter")],
};

export function shortcutGroups(can: ShellCan, commandKey: string): readonly ShortcutGroup[] {
  return [
    {
      title: "Everywhere",
      shortcuts: [
        key([commandKey, "K"], "Search anything"),
        key("/", "Search anything"),
        key(["g", "p"], "Go to passes"),
        key(["g", "r"], "Go to riders"),
        ...(can.export ? [key(["g", "e"], "Go to exports")] : []),
        key(["g", "c"], "Go to corrections"),
        ...(can.readJobs ? [key(["g", "j"], "Go to jobs")] : []),
        ...(can.readAudit ? [key(["g", "a"], "Go to the audit log")] : []),
        key(["g", ","], "Go to settings"),
        key("?", "Show this sheet"),
        key("Esc", "Close what is open"),
      ],
    },
    {
      title: "List of passes",
      shortcuts: [
        key("j", "Next row"),
        key("k", "Previous row"),
        key("Enter", "Open the row"),
        key("o", "Open the row"),
        key([commandKey, "Enter"], "Open the row in a new tab"),
        key("x", "Select the row"),
        key(["⇧", "x"], "Select up to the row"),
        key([commandKey, "A"], "Select the page, from a row"),
        key("c", "Copy the pass ID"),
        key("f", "Add a filter"),
        key("d", "Change density"),
        key("Esc", "Clear the selection, then the row cursor"),
      ],
    },
    {
      title: "Pass",
      shortcuts: [
        key("j", "Next pass of the list"),
        key("k", "Previous pass of the list"),
        key("]", "Next tab"),
        key("[", "Previous tab"),
        key("c", "Copy the pass ID"),
        key("e", "Correct the pass, for admins"),
        key("n", "Add a note"),
        key("t", "Explain at another time"),
      ],
    },
    {
      title: "Correction and note",
      shortcuts: [key([commandKey, "Enter"], "Save")],
    },
    ...(can.readAudit ? [AUDIT] : []),
  ];
}
