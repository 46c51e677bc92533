"use client";

import { Search } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useSearchBox } from "@/components/search/palette/use-search-box";
import type { ShellCan } from "@/components/navigation/shell-user";
import { useCommandKey } from "@/components/navigation/use-command-key";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/browser/use-shortcut";
import type { ShownZone } from "@/lib/display-zone";

/** The search box in the top bar, for anything a rider reads out or writes; a single exact hit opens at once. */
export function GlobalSearch({ can, zone }: { can: ShellCan; zone: ShownZone }) {
  const listId = useId();
  const { box, text, state, palette, groups, active, isOpen, ...act } = useSearchBox(can);
  useFocusKeys(() => {
    box.current?.focus();
    box.current?.select();
  });
  return (
    <form
      role="search"
      onSubmit={(event) => void act.submit(event)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) act.close();
      }}
      className="relative w-110 min-w-0 max-lg:w-80 max-md:w-auto max-md:flex-1"
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Search passes, riders and orders"
        aria-expanded={isOpen && groups.length > 0}
        aria-controls={isOpen && palette ? listId : undefined}
        aria-activedescendant={isOpen && active ? `${listId}-${active.href}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={40_000}
        placeholder="Search email, phone, pass or order ID"
        value={text.replaceAll("\n", " ")}
        onChange={(event) => act.type(event.target.value)}
        onPaste={act.paste}
        onFocus={act.open}
        onKeyDown={act.steer}
        className="h-8 w-full truncate rounded-control border bg-surface-2 pr-16 pl-9 hover:border-line-strong focus:bg-surface focus:outline-2 focus:-outline-offset-1 focus:outline-ring max-md:h-11 max-md:pr-3 max-md:text-16"
      />
      <SearchKeys />
      {isOpen && palette ? (
        <palette.Panel
          id={listId}
          {...{ text, state, groups, active, zone }}
          onChoose={act.choose}
          onClearRecent={() => {
            palette.clearRecent();
            act.type("");
            box.current?.focus();
          }}
        />
      ) : null}
    </form>
  );
}

function SearchKeys() {
  const commandKey = useCommandKey();
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute top-1/2 right-1.5 flex -translate-y-1/2 gap-1 max-md:hidden"
    >
      <Kbd>{commandKey}</Kbd>
      <Kbd>K</Kbd>
    </span>
  );
}

function useFocusKeys(focus: () => void): void {
  useShortcut("/", focus);
  const latest = useRef(focus);
  useEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isCommand = (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
      if (!isCommand || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
