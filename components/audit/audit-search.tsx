"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type SyntheticEvent, useId, useRef, useState } from "react";
import { auditHref } from "./audit-filters";
import { type AuditFind, findsOf } from "./search-words";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditSearchProps = { query: AuditQuery; people: Readonly<Record<string, string>> };

/** Turns a typed number, case or name into a filter. Text that matches none of them never gets into the address. */
export function AuditSearch({ query, people }: AuditSearchProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLFormElement>(null);
  const hintId = useId();
  const finds = findsOf(typed, people);
  const [first] = finds;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (first) router.push(auditHref(query, first.change));
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => moveOrClose(event, box.current, () => setTyped(""));
  return (
    <form
      ref={box}
      role="search"
      aria-label="Audit log"
      onSubmit={submit}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setTyped("");
      }}
      className="relative shrink-0 max-md:w-full"
    >
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3" />
      <input
        type="search"
        aria-label="Find in the audit log"
        aria-describedby={typed === "" ? undefined : hintId}
        placeholder="Pass, rider, case or person"
        autoComplete="off"
        maxLength={64}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-7 w-60 rounded-full border border-line-strong bg-surface pr-2.5 pl-8 text-12 placeholder:text-ink-3 max-md:h-11 max-md:w-full"
      />
      {typed.trim() === "" ? null : (
        <Finds
          hintId={hintId}
          finds={finds.map((find) => ({ ...find, href: auditHref(query, find.change) }))}
          onChosen={() => setTyped("")}
          onKeyDown={onKeyDown}
        />
      )}
    </form>
  );
}

interface FindsProps {
  hintId: string;
  finds: readonly (AuditFind & { href: string })[];
  onChosen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Finds({ hintId, finds, onChosen, onKeyDown }: FindsProps) {
  const isAny = finds.length > 0;
  return (
    <div className="absolute top-full left-0 z-30 mt-1.5 w-60 rounded-card bg-raised p-1 shadow-popover max-md:w-full forced-colors:border">
      <p id={hintId} role="status" className={isAny ? "sr-only" : "px-2 py-1.5 text-12 text-ink-2"}>
        {isAny
          ? `${finds.length} ways to filter, the first by Enter`
          : "Nobody has this name. Type a number, a case or a name."}
      </p>
      <ul>
        {finds.map(({ key, label, href }) => (
          <li key={key}>
            <Link
              prefetch={false}
              href={href}
              onClick={onChosen}
              onKeyDown={onKeyDown}
              className="flex h-7.5 items-center truncate rounded-tag px-2 hover:bg-hover max-md:h-11"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function moveOrClose(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  if (event.key === "Escape") return close();
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || !box) return;
  event.preventDefault();
  const stops = [...box.querySelectorAll<HTMLElement>("input, a")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}
