"use client";

import { useState } from "react";
import { passesText } from "./archive-words";
import type { ArchiveRun } from "@/lib/archive/archive";

/** Announces to screen readers how a run ended; says nothing while it runs. */
export function RunSpeech({ runs }: { runs: readonly ArchiveRun[] }) {
  const states = Object.fromEntries(runs.map((run) => [run.id, run.state]));
  const [known, setKnown] = useState(states);
  const [said, setSaid] = useState("");
  if (JSON.stringify(known) !== JSON.stringify(states)) {
    const news = runs.filter((run) => known[run.id] !== undefined && known[run.id] !== run.state);
    setKnown(states);
    const sentences = news.flatMap((run) => sentenceOf(run) ?? []);
    if (sentences.length > 0) setSaid(sentences.join(" "));
  }
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}

function sentenceOf({ id, direction, state, rows_done }: ArchiveRun): string | null {
  const moved = `${passesText(rows_done)} ${direction === "archive" ? "archived" : "restored"}.`;
  if (state === "done") return `Run ${id} is done: ${moved}`;
  if (state === "failed") return `Run ${id} has failed: ${moved}`;
  return state === "cancelled" ? `Run ${id} was stopped: ${moved}` : null;
}
