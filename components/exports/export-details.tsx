"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { FORMAT_WORDS, orderWords } from "./export-words";
import { readExport, sendRemoval } from "./send-export";
import { besideWord } from "@/lib/fields/stored-word";
import type { ApiFailure } from "@/components/api/api-failure";
import { sayFailure } from "@/components/api/say-failure";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import { TimeText } from "@/components/ui/time/time-text";
import { toast } from "@/components/ui/overlay/toast";
import type { BackgroundExport, ExportDetail } from "@/lib/exports/export";
import { formatFull, formatTime, formatTimeTitle } from "@/lib/format";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";
import type { ReadingClock } from "@/lib/time/reading-clock";

type ExportDetailsProps = {
  item: BackgroundExport;
  clock: ReadingClock;
  filters: string;
  onChanged: () => void;
};

export function ExportDetails({ item, clock, filters, onChanged }: ExportDetailsProps) {
  const order = orderWords(item.search, clock);
  return (
    <div className="grid grid-cols-2 gap-x-10 gap-y-3 py-3 pl-16.5 max-lg:grid-cols-1 max-md:py-0 max-md:pl-0">
      <Facts>
        <KeyValue label="Passes">
          {filters}
          <a className="link ml-2 whitespace-nowrap" href={`/passes${item.search ? `?${item.search}` : ""}`}>
            Show the list
          </a>
        </KeyValue>
        <KeyValue label="Order">{order === null ? "Not known" : `Begins with the ${order}`}</KeyValue>
        <KeyValue label="Format">
          {besideWord(FORMAT_WORDS, item.format, { name: item.format, what: "" }).name}, times in{" "}
          {item.time_zone}
        </KeyValue>
        <KeyValue label={`${item.columns.length} columns`}>
          {item.columns.map((field) => PASS_FIELDS[field].label).join(", ")}
        </KeyValue>
      </Facts>
      <div className="flex flex-col gap-1.75">
        <Facts>
          <Times item={item} clock={clock} />
          {item.sha256 === null ? null : (
            <KeyValue label="SHA-256">
              <CopyButton value={item.sha256} name="SHA-256" className="max-w-full text-left">
                <span className="mono text-12 break-all">{item.sha256}</span>
              </CopyButton>
            </KeyValue>
          )}
          <KeyValue label="Downloads">
            {item.downloads === 0 ? "Nobody took it yet" : <Taken item={item} clock={clock} />}
          </KeyValue>
        </Facts>
        {item.can_remove ? <RemoveFile item={item} onChanged={onChanged} /> : null}
      </div>
    </div>
  );
}

function Times({ item, clock }: { item: BackgroundExport; clock: ReadingClock }) {
  return [
    ["Started", item.started_on] as const,
    ["Ended", item.finished_on] as const,
    [item.state === "expired" ? "Deleted" : "Deleted on", item.expires_on] as const,
  ].map(([label, iso]) =>
    iso === null ? null : (
      <KeyValue key={label} label={label}>
        <TimeText iso={iso} text={formatFull(iso, clock)} title={formatTimeTitle(iso, clock)} />
      </KeyValue>
    ),
  );
}

/* Who downloaded the file. Read when the row opens, and again after another download. */
function Taken({ item: { id, downloads }, clock }: { item: BackgroundExport; clock: ReadingClock }) {
  const [taken, setTaken] = useState<ExportDetail["taken"] | ApiFailure | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    void readExport(id, gone.signal).then((outcome) => {
      if (!gone.signal.aborted) setTaken(outcome.kind === "done" ? outcome.answer.data.taken : outcome);
    });
    return () => gone.abort();
  }, [id, downloads]);
  if (taken === null) return <span className="text-ink-3">Looking up who took it…</span>;
  if ("sentence" in taken) {
    return (
      <span>
        {downloads}. Who took it did not load. {taken.sentence}
      </span>
    );
  }
  return (
    <ul>
      {taken.map(({ by, on }) => (
        <li key={`${by} ${on}`}>
          {by}, <TimeText iso={on} text={formatTime(on, clock)} title={formatTimeTitle(on, clock)} />
        </li>
      ))}
    </ul>
  );
}

function RemoveFile({ item, onChanged }: { item: BackgroundExport; onChanged: () => void }) {
  const [step, setStep] = useState<"idle" | "asking" | "busy">("idle");
  const remove = async () => {
    setStep("busy");
    const outcome = await sendRemoval(item.id);
    setStep("idle");
    if (outcome.kind === "done") toast.success("File deleted");
    else sayFailure(outcome, "The file was not deleted.");
    onChanged();
  };
  if (step === "idle") {
    return (
      <div>
        <Button
          size="sm"
          variant="danger-line"
          icon={<Trash2 aria-hidden />}
          onClick={() => setStep("asking")}
        >
          Delete file…
        </Button>
      </div>
    );
  }
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2">
      <span>Nobody can download it then.</span>
      <Button size="sm" onClick={() => setStep("idle")}>
        Keep file
      </Button>
      <Button size="sm" variant="danger" working={step === "busy"} onClick={() => void remove()}>
        Delete file
      </Button>
    </div>
  );
}
