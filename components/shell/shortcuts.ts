import type { ShellCan } from "@/components/shell/shell-user";

type Shortcut = { keys: readonly string[]; does: string };
type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

/** The keys that work, in the words of the sheet. */
export function shortcutGroups(can: ShellCan, commandKey: string): readonly ShortcutGroup[] {
  const goAudit = { keys: ["g", "a"], does: "Go to the audit log" };
  return [
    {
      title: "Everywhere",
      shortcuts: [
        { keys: [commandKey, "K"], does: "Search" },
        { keys: ["/"], does: "Search" },
        { keys: ["g", "p"], does: "Go to passes" },
        ...(can.readAudit ? [goAudit] : []),
        { keys: ["?"], does: "Show this sheet" },
        { keys: ["Esc"], does: "Close, then clear the row cursor" },
      ],
    },
    {
      title: "List of passes",
      shortcuts: [
        { keys: ["j"], does: "Next row" },
        { keys: ["k"], does: "Previous row" },
        { keys: ["Enter"], does: "Open the row" },
        { keys: ["f"], does: "Add a filter" },
        { keys: ["d"], does: "Change density" },
      ],
    },
    {
      title: "Pass",
      shortcuts: [
        { keys: ["c"], does: "Copy the pass ID" },
        { keys: ["e"], does: "Correct the pass" },
      ],
    },
  ];
}
