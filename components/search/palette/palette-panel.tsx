import Link from "next/link";
import { useId, type ReactNode } from "react";
import { foundWords } from "@/components/search/found-places";
import { PaletteLine } from "./palette-line";
import type { PaletteGroup, PaletteOption } from "./palette-options";
import { recognisedWords } from "@/components/search/recognised-words";
import type { SearchState } from "@/components/search/search-state";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/page/skeleton";
import type { ShownZone } from "@/lib/display-zone";
import { readText } from "@/lib/search/read-text";
import { READ_KIND_LABEL, type SearchResult } from "@/lib/search/search-result";

type PalettePanelProps = {
  id: string;
  text: string;
  state: SearchState;
  groups: readonly PaletteGroup[];
  active: PaletteOption | undefined;
  zone: ShownZone;
  onChoose: (option: PaletteOption) => void;
  onClearRecent: () => void;
};

export function PalettePanel(props: PalettePanelProps) {
  const { id, text, state, groups, zone, onClearRecent } = props;
  const hasRecent = groups.some(({ title }) => title === "Recent look-ups");
  return (
    <div className="absolute top-full right-0 left-0 z-30 mt-1.5 max-h-[70dvh] animate-rise overflow-auto rounded-card bg-raised p-1 shadow-popover max-md:fixed max-md:top-15 max-md:right-2 max-md:left-2 forced-colors:border">
      <div role="status" className="px-2 pt-1.5 pb-1 text-12 text-ink-3">
        <Summary text={text} state={state} zone={zone} />
      </div>
      {state.kind === "searching" ? <Waiting /> : null}
      <div role="listbox" id={id} aria-label="Search results" hidden={groups.length === 0}>
        {groups.map((group) => (
          <Group key={group.title} group={group} {...props} />
        ))}
      </div>
      {hasRecent ? (
        <button
          type="button"
          onClick={onClearRecent}
          className="min-h-7 w-full rounded-tag px-2 text-left text-12 text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-11"
        >
          Clear recent look-ups
        </button>
      ) : null}
      {state.kind === "found" ? <Missing values={state.result.not_found} /> : null}
    </div>
  );
}

function Group({ group, id, active, zone, onChoose }: { group: PaletteGroup } & PalettePanelProps) {
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} className="px-2 pt-2 pb-1 text-11 font-medium text-ink-3">
        {group.title}
      </div>
      {group.options.map((option) => (
        <Link
          key={option.href}
          id={`${id}-${option.href}`}
          role="option"
          aria-selected={option === active}
          tabIndex={-1}
          href={option.href}
          prefetch={false}
          onClick={() => onChoose(option)}
          className={cn(
            "flex min-h-9 items-center gap-3 rounded-tag px-2 py-1 hover:bg-press max-md:min-h-11",
            "aria-selected:bg-press forced-colors:aria-selected:outline-2",
          )}
        >
          <PaletteLine option={option} zone={zone} />
        </Link>
      ))}
    </div>
  );
}

function Summary({ text, state, zone }: Pick<PalettePanelProps, "text" | "state" | "zone">): ReactNode {
  const at = { zone: zone.shown, now: zone.now };
  if (state.kind === "searching") return "Searching";
  if (state.kind === "failed")
    return <span className="text-bad-fg">{state.reason} Press Enter to try again.</span>;
  if (state.kind === "found") {
    const words = recognisedWords(state.result, at);
    return `${foundWords(state.result)}. ${words === "" ? "No ID, contact or name recognised." : `Recognised ${words}.`}`;
  }
  if (text.trim() === "") return "Type or paste IDs, serials, order numbers, contacts, or a whole mail.";
  const { values, dates } = readText(text, { now: new Date(zone.now), zone: zone.agency });
  const recognised = [...new Set(values.map(({ kind }) => kind))].map((kind) => ({
    kind,
    count: values.filter((value) => value.kind === kind).length,
  }));
  const words = recognisedWords({ recognised, dates }, at);
  return words === "" ? "Press Enter to look it up" : `Press Enter to look up ${words}`;
}

const MOST_MISSING = 5;

function Missing({ values }: { values: SearchResult["not_found"] }) {
  if (values.length === 0) return null;
  const more = values.length - MOST_MISSING;
  return (
    <div className="border-t px-2 pt-2 pb-1.5 text-12 text-ink-2">
      <div className="pb-1 text-11 font-medium text-ink-3">Not found</div>
      {values.slice(0, MOST_MISSING).map(({ kind, value }) => (
        <div key={`${kind} ${value}`} className="truncate">
          {READ_KIND_LABEL[kind]} <span className="mono">{value}</span>
        </div>
      ))}
      {more > 0 ? <div>and {more.toLocaleString("en-US")} more</div> : null}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-hidden className="flex flex-col gap-3 px-2 pt-1 pb-3">
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  );
}
