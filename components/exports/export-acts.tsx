"use client";

import { Download, RefreshCw, Square } from "lucide-react";
import { useState } from "react";
import { type SendOutcome, sendAct } from "./send-export";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { toast } from "@/components/ui/overlay/toast";
import type { BackgroundExport } from "@/lib/exports/export";

type ExportActsProps = { item: BackgroundExport; onDone: () => void };

/** The one act a row offers, whatever state it is in; nothing where the reader may do none. */
export function ExportActs({ item, onDone }: ExportActsProps) {
  const [isBusy, setBusy] = useState(false);
  // One ask has one key, so that a second press after a lost answer starts nothing more.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const act = async (which: "cancel" | "resume" | "repeat", done: string) => {
    setBusy(true);
    const outcome: SendOutcome<unknown> = await sendAct(item.id, which, key);
    setBusy(false);
    if (outcome.kind === "failed") {
      toast.error(`${item.name} was not changed.`, { description: outcome.detail });
    } else {
      toast.success(done);
      setKey(crypto.randomUUID());
    }
    onDone();
  };
  if (item.can_download) {
    return (
      <a download href={`/api/v1/exports/${item.id}/file`} className={buttonLook({ size: "sm" })}>
        <Download aria-hidden />
        Download<span className="sr-only"> {item.name}</span>
      </a>
    );
  }
  const name = <span className="sr-only"> {item.name}</span>;
  if (item.can_cancel) {
    return (
      <Button
        size="sm"
        icon={<Square aria-hidden />}
        working={isBusy}
        onClick={() => void act("cancel", `${item.name} is being cancelled`)}
      >
        Cancel{name}
      </Button>
    );
  }
  if (item.can_resume) {
    return (
      <Button
        size="sm"
        icon={<RefreshCw aria-hidden />}
        working={isBusy}
        onClick={() => void act("resume", `${item.name} goes on`)}
      >
        Resume{name}
      </Button>
    );
  }
  if (item.state !== "expired" && item.state !== "cancelled") return null;
  return (
    <Button size="sm" working={isBusy} onClick={() => void act("repeat", `${item.name} was started again`)}>
      Run again{name}
    </Button>
  );
}
