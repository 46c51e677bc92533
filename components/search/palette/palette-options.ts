import {
  orderHref,
  passHref,
  recentOrder,
  recentPass,
  recentRider,
  riderHref,
} from "@/components/search/found-places";
import type { RecentLookUp } from "@/components/search/kept-look-ups";
import type { SearchState } from "@/components/search/search-state";
import type { Pass } from "@/lib/passes/pass";
import type { FoundOrder, FoundRider } from "@/lib/search/search-result";

type OptionLook =
  | { kind: "pass"; pass: Pass }
  | { kind: "rider"; rider: FoundRider }
  | { kind: "order"; order: FoundOrder }
  | { kind: "recent"; title: string; detail: string }
  | { kind: "command"; title: string }
  | { kind: "all"; title: string };

/** A line of the palette. Choosing it opens `href`; `recent` is what this device remembers about it, if anything. */
export type PaletteOption = OptionLook & { href: string; recent: RecentLookUp | null };

export type PaletteGroup = { title: string; options: readonly PaletteOption[] };

export type Command = { title: string; href: string };

const MOST_SHOWN = 8;
const MOST_COMMANDS = 4;

/**
 * The lines under the search box, by kind: the hits of a search, or before one the recent look-ups and the commands
 * with a word that starts with the typed text. Pure.
 */
export function paletteGroups(
  text: string,
  state: SearchState,
  { recent, commands }: { recent: readonly RecentLookUp[]; commands: readonly Command[] },
): readonly PaletteGroup[] {
  if (state.kind === "found") return foundGroups(state);
  if (state.kind !== "idle") return [];
  const asked = text.trim().toLowerCase();
  const fitting = commands.filter(({ title }) => asked === "" || beginsWord(title.toLowerCase(), asked));
  const goTo = fitting.slice(0, asked === "" ? fitting.length : MOST_COMMANDS).map(commandOption);
  return groups([
    ["Recent look-ups", asked === "" ? recent.map(recentOption) : []],
    ["Go to", goTo],
  ]);
}

function foundGroups({ result }: Extract<SearchState, { kind: "found" }>): readonly PaletteGroup[] {
  const passes = result.passes.map((pass): PaletteOption => ({
    kind: "pass",
    pass,
    href: passHref(pass.id),
    recent: recentPass(pass),
  }));
  const riders = result.riders.map((rider): PaletteOption => ({
    kind: "rider",
    rider,
    href: riderHref(rider.user_id),
    recent: recentRider(rider),
  }));
  const orders = result.orders.flatMap((order): PaletteOption[] => {
    const href = orderHref(order);
    return href === null ? [] : [{ kind: "order", order, href, recent: recentOrder(order, href) }];
  });
  const count = passes.length + riders.length + orders.length;
  const all: PaletteOption = { kind: "all", title: "See all results", href: "/riders", recent: null };
  return groups([
    ["Passes", passes.slice(0, MOST_SHOWN)],
    ["Riders", riders.slice(0, MOST_SHOWN)],
    ["Orders", orders.slice(0, MOST_SHOWN)],
    ["More", count + result.not_found.length > 1 ? [all] : []],
  ]);
}

function groups(given: readonly [title: string, options: readonly PaletteOption[]][]): PaletteGroup[] {
  return given.flatMap(([title, options]) => (options.length === 0 ? [] : [{ title, options }]));
}

function recentOption(recent: RecentLookUp): PaletteOption {
  return { kind: "recent", title: recent.title, detail: recent.detail, href: recent.href, recent };
}

function commandOption({ title, href }: Command): PaletteOption {
  return { kind: "command", title, href, recent: null };
}

function beginsWord(title: string, asked: string): boolean {
  return title.startsWith(asked) || title.includes(` ${asked}`);
}
