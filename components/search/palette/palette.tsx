import { askSearch } from "@/components/search/ask-search";
import { recentExact } from "@/components/search/found-places";
import { clearRecent, keepLookUp, readRecent, rememberRecent } from "@/components/search/kept-look-ups";
import { paletteGroups, type PaletteOption } from "./palette-options";
import { PalettePanel } from "./palette-panel";
import type { SearchState } from "@/components/search/search-state";
import { navItems } from "@/components/navigation/nav-items";
import type { ShellCan } from "@/components/navigation/shell-user";

/** The module behind the search box, loaded on first use. */
export const palette = {
  Panel: PalettePanel,
  clearRecent,
  groupsOf: (text: string, state: SearchState, can: ShellCan) =>
    paletteGroups(text, state, {
      recent: readRecent(),
      commands: navItems(can).map(({ label, href }) => ({ title: `Go to ${label.toLowerCase()}`, href })),
    }),
  /** Remembers the choice on this device, and hands a whole search over to the page of look-ups. */
  choose: (option: PaletteOption, state: SearchState) => {
    if (option.recent) rememberRecent(option.recent);
    if (option.kind === "all" && state.kind === "found") keepLookUp(state);
  },
  /** Runs one search and remembers an exact hit on this device. Answers null if a newer search has started. */
  run: async (text: string, signal: AbortSignal): Promise<SearchState | null> => {
    const outcome = await askSearch(text, signal);
    if (signal.aborted) return null;
    if (outcome.kind !== "done") return { kind: "failed", reason: outcome.sentence };
    const result = outcome.answer.data;
    const recent = recentExact(result);
    if (recent) rememberRecent(recent);
    return { kind: "found", text, result, at: new Date().toISOString() };
  },
};

export type Palette = typeof palette;
