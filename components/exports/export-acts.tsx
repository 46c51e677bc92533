"use client";

import { Download, RefreshCw, Square } from "lucide-react";
import { sendAct } from "./send-export";
import { sayFailure } from "@/components/api/say-failure";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { toast } from "@/components/ui/overlay/toast";
import type { BackgroundExport } from "@/lib/exports/export";

type ExportActsProps = { item: BackgroundExport; onDone: () => void };

/** The one act that a row offers in its state; nothing if the reader may not do it. */
export function ExportActs({ item, onDone }: ExportActsProps) {
  const { isSending, send } = useSending();
  const keys = useChangeKey();
  const act = async (which: "cancel" | "resume" | "repeat", done: string) => {
    const outcome = await send(sendAct(item.id, which, keys.of(which)));
    if (outcome.kind === "done") {
      toast.success(done);
      keys.forget();
    } else sayFailure(outcome, `${item.name} was not changed.`);
    onDone();
  };
  if (item.can_download) {
    return (
      <a download href={`/api/v1/exports/${item.id}/file`} className={buttonStyle({ size: "sm" })}>
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
        working={isSending}
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
        working={isSending}
        onClick={() => void act("resume", `${item.name} goes on`)}
      >
        Resume{name}
      </Button>
    );
  }
  if (item.state !== "expired" && item.state !== "cancelled") return null;
  return (
    <Button
      size="sm"
      working={isSending}
      onClick={() => void act("repeat", `${item.name} was started again`)}
    >
      Run again{name}
    </Button>
  );
}
