import { waitSentence } from "@/components/jobs/wait-words";
import { ProgressBar } from "@/components/ui/value/progress-bar";
import { Tag } from "@/components/ui/value/tag";
import { percentOf, speedWords } from "./export-words";
import type { BackgroundExport } from "@/lib/exports/export";
import { KEPT_DAYS } from "@/lib/exports/export";
import { formatCount } from "@/lib/format";

export function ExportProgress({ item }: { item: BackgroundExport }) {
  if (item.state === "running") return <Running item={item} />;
  const { tone, label, sentence } = stateOf(item);
  return (
    <span className="block leading-5 text-ink-2">
      <Tag tone={tone} className="mr-1.5">
        {label}
      </Tag>
      {sentence}
    </span>
  );
}

function Running({ item }: { item: BackgroundExport }) {
  const percent = percentOf(item);
  const { done, left } = speedWords(item);
  return (
    <span className="grid gap-1 text-12 text-ink-2 tabular-nums">
      <ProgressBar label={`Progress of ${item.name}`} percent={percent} />
      <span className="flex justify-between gap-3">
        <span>
          {item.waits_for === null
            ? item.is_cancelling
              ? "Stopping"
              : done
            : waitSentence(item.waits_for, "")}
        </span>
        <span>{item.is_cancelling ? "" : left}</span>
      </span>
    </span>
  );
}

type Told = { tone: "neutral" | "ok" | "bad"; label: string; sentence: string };

function stateOf(item: BackgroundExport): Told {
  switch (item.state) {
    case "queued":
      return {
        tone: "neutral",
        label: "Queued",
        sentence: waitSentence(item.waits_for, "Starts as soon as the worker is free"),
      };
    case "ready":
      return { tone: "ok", label: "Ready", sentence: "" };
    case "failed":
      return { tone: "bad", label: "Failed", sentence: failure(item) };
    case "expired":
      return {
        tone: "neutral",
        label: "Expired",
        sentence: item.error ?? `File deleted after ${KEPT_DAYS} days`,
      };
    case "cancelled":
      return { tone: "neutral", label: "Cancelled", sentence: cancelled(item) };
    case "running":
      return { tone: "neutral", label: "Running", sentence: "" };
    default:
      return { tone: "neutral", label: item.state, sentence: "A newer version of PassDesk takes care of it" };
  }
}

function failure({ error, rows_done }: BackgroundExport): string {
  const sentence = error ?? "It did not come to its end.";
  return rows_done > 0 ? `${sentence} It stopped at row ${formatCount(rows_done)}.` : sentence;
}

function cancelled(item: BackgroundExport): string {
  const who = item.error?.replace(/^Cancelled by /, "By ").replace(/\.$/, "") ?? "";
  const percent = item.rows_done > 0 ? percentOf(item) : null;
  return percent === null ? who : `${who} at ${percent}%`;
}
