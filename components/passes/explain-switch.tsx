"use client";

import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";

const ExplainAt = dynamic(() => import("@/components/passes/explain-at").then((module) => module.ExplainAt), {
  ssr: false,
});

type ExplainSwitchProps = {
  passId: string;
  zone: string;
  /** The server's clock when the pass was read. */
  now: string;
  /** The explanation of now. */
  children: ReactNode;
};

/** The explanation of now, or of the instant in the address; key t asks for another one. */
export function ExplainSwitch({ passId, zone, now, children }: ExplainSwitchProps) {
  const path = usePathname();
  const search = useSearchParams();
  const at = search.get("at");
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const show = (iso: string | null) => {
    const next = new URLSearchParams(search);
    if (iso === null) next.delete("at");
    else next.set("at", iso);
    window.history.replaceState(null, "", next.size > 0 ? `${path}?${next}` : path);
  };
  const isOpen = isAsking || at !== null;
  const close = () => {
    setAsking(false);
    show(null);
    opener.current?.focus();
  };
  useShortcut("t", () => setAsking(true));
  useShortcut("Escape", close, isOpen);
  return (
    <>
      {isOpen ? <ExplainAt {...{ passId, zone, now, at, isAsking }} onShow={show} onClose={close} /> : null}
      {at === null ? children : null}
      <div className="flex justify-end border-t px-2 py-1 print:hidden">
        <Button
          ref={opener}
          variant="ghost"
          size="sm"
          icon={<History aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => (isOpen ? close() : setAsking(true))}
        >
          {isOpen ? "Back to now" : "At another time"}
          <Kbd>{isOpen ? "Esc" : "t"}</Kbd>
        </Button>
      </div>
    </>
  );
}
