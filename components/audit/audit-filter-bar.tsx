"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { type AuditFilterContext, AuditFilterEditor } from "./audit-filter-editor";
import { type AuditChip, auditChips, type AuditFilterKey, auditHref, withoutFilter } from "./audit-filters";
import { ButtonLink } from "@/components/ui/button-link";
import { FilterChip } from "@/components/ui/value/filter-chip";
import { Kbd } from "@/components/ui/kbd";
import { Popover } from "@/components/ui/overlay/popover";
import { useOpening } from "@/components/ui/overlay/use-opening";
import { useShortcut } from "@/components/ui/browser/use-shortcut";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditFilterBarProps = AuditFilterContext & { zone: string; now: string };

const LABEL: Record<AuditFilterKey, string> = {
  time: "Time",
  action: "Action",
  actor: "Who",
  pass: "Pass or rider",
  case: "Case",
};
const KEYS = Object.keys(LABEL) as AuditFilterKey[];

/** The filters in force as chips, and a button to add one. The address is their state. */
export function AuditFilterBar({ query, people, zone, now }: AuditFilterBarProps) {
  const router = useRouter();
  const chips = auditChips(query, people, { zone, now: new Date(now) });
  const free = KEYS.filter((key) => chips.every((chip) => chip.key !== key));
  const apply = (change: Partial<AuditQuery>) => router.push(auditHref(query, change));
  const editor = (key: AuditFilterKey) => (
    <AuditFilterEditor filter={key} query={query} people={people} onApply={apply} />
  );
  return (
    <div role="group" aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        // The key changes with the value, so that the editor closes and starts again from the new value.
        <EditableChip
          key={`${chip.key} ${chip.value}`}
          chip={chip}
          onRemove={() => apply(withoutFilter(chip.key))}
          editor={editor}
        />
      ))}
      {free.length > 0 ? <AddFilter key={free.join()} free={free} editor={editor} /> : null}
      {chips.length > 1 ? (
        <ButtonLink href="/audit" variant="ghost" size="sm">
          Clear filters
        </ButtonLink>
      ) : null}
    </div>
  );
}

type Editor = (key: AuditFilterKey) => ReactNode;

function EditableChip({ chip, onRemove, editor }: { chip: AuditChip; onRemove: () => void; editor: Editor }) {
  const { opener, isOpen, setOpen, buttonProps } = useOpening();
  const { key, ...words } = chip;
  return (
    <>
      <FilterChip {...words} {...buttonProps} onRemove={onRemove} />
      <Popover
        anchor={opener}
        isOpen={isOpen}
        onOpenChange={setOpen}
        label={`Filter ${chip.label}`}
        isPadded
        className="w-64"
      >
        {editor(key)}
      </Popover>
    </>
  );
}

/* First the choice of filter, then its controls, in one panel. */
function AddFilter({ free, editor }: { free: readonly AuditFilterKey[]; editor: Editor }) {
  const { opener, isOpen, setOpen, buttonProps } = useOpening();
  const [chosen, setChosen] = useState<AuditFilterKey | null>(null);
  const open = (isNow: boolean) => {
    setChosen(null);
    setOpen(isNow);
  };
  useShortcut("f", () => open(true));
  return (
    <>
      <button
        type="button"
        {...buttonProps}
        onClick={() => open(!isOpen)}
        className="inline-flex h-7 items-center gap-1.25 rounded-full border border-dashed border-line-strong px-2.25 text-12 text-ink-2 hover:bg-hover max-md:h-11"
      >
        <Plus aria-hidden className="size-3 text-ink-3" />
        Add filter
        <Kbd className="ml-0.5 max-md:hidden">F</Kbd>
      </button>
      <Popover
        anchor={opener}
        isOpen={isOpen}
        onOpenChange={open}
        label={chosen ? `Filter ${LABEL[chosen]}` : "Add filter"}
        isPadded={chosen !== null}
        className={chosen ? "w-64" : undefined}
      >
        {chosen
          ? editor(chosen)
          : free.map((key) => (
              <button
                key={key}
                type="button"
                onClick={() => setChosen(key)}
                className="flex h-7.5 w-full items-center rounded-tag px-2 text-left hover:bg-hover max-md:h-11"
              >
                {LABEL[key]}
              </button>
            ))}
      </Popover>
    </>
  );
}
