"use client";

import { useState } from "react";
import { percentOf } from "./export-words";
import type { BackgroundExport } from "@/lib/exports/export";

const STEPS = [25, 50, 75, 100];

/** Announces to screen readers when an export passes a quarter, and how it ended; nothing in between. */
export function ProgressSpeech({ items }: { items: readonly BackgroundExport[] }) {
  const marks = marksOf(items);
  const [known, setKnown] = useState(marks);
  const [said, setSaid] = useState("");
  if (!isSame(known, marks)) {
    const news = items.flatMap((item) => {
      const before = known[item.id];
      const after = marks[item.id];
      return before === undefined || before === after ? [] : (sentence(item, after) ?? []);
    });
    setKnown(marks);
    if (news.length > 0) setSaid(news.join(" "));
  }
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}

type Marks = Readonly<Record<string, string>>;

/* The last quarter that a running export has passed; for any other, its state. */
function marksOf(items: readonly BackgroundExport[]): Marks {
  return Object.fromEntries(
    items.map((item) => {
      const percent = item.state === "running" ? (percentOf(item) ?? 0) : null;
      const mark = percent === null ? item.state : String(STEPS.findLast((step) => percent >= step) ?? 0);
      return [item.id, mark];
    }),
  );
}

function isSame(a: Marks, b: Marks): boolean {
  const ids = Object.keys(b);
  return ids.length === Object.keys(a).length && ids.every((id) => a[id] === b[id]);
}

function sentence(item: BackgroundExport, mark: string | undefined): string | null {
  if (item.state === "running") return mark === "0" ? `${item.name} has started.` : `${item.name}, ${mark}%.`;
  if (item.state === "ready") return `${item.name} is ready, 100%.`;
  if (item.state === "failed") return `${item.name} has failed.`;
  return item.state === "cancelled" ? `${item.name} is cancelled.` : null;
}
