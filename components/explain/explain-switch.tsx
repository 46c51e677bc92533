"use client";

import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

const ExplainAt = dynamic(() => import("./explain-at").then((module) => module.ExplainAt), {
  ssr: false,
});

type ExplainSwitchProps = {
  passId: string;
  zone: string;
  /** The server's clock when the pass was read. */
  now: string;
  /** The current explanation. */
  children: ReactNode;
};

type Opener = {
  isOpen: boolean;
  open: () => void;
  /** The form for another instant was just closed, so the button that opened it takes the focus. */
  isReturning: boolean;
};

const OpenerContext = createContext<Opener | null>(null);

/** The current explanation, or the one for the instant in the address; the key t asks for another instant. */
export function ExplainSwitch({ passId, zone, now, children }: ExplainSwitchProps) {
  const path = usePathname();
  const search = useSearchParams();
  const at = search.get("at");
  const [isAsking, setAsking] = useState(false);
  const [isReturning, setReturning] = useState(false);
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
    setReturning(true);
  };
  const open = () => {
    setAsking(true);
    setReturning(false);
  };
  useShortcut("t", open);
  useShortcut("Escape", close, isOpen);
  return (
    <OpenerContext value={{ isOpen, open, isReturning }}>
      {isOpen ? <ExplainAt {...{ passId, zone, now, at, isAsking }} onShow={show} onClose={close} /> : null}
      {at === null ? children : null}
    </OpenerContext>
  );
}

/** Opens the form for another instant; not rendered while the form is open. */
export function AnotherTimeButton() {
  const opener = use(OpenerContext);
  return opener === null || opener.isOpen ? null : <Opens {...opener} />;
}

function Opens({ open, isReturning }: Opener) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isReturning) button.current?.focus();
  }, [isReturning]);
  return (
    <Button
      ref={button}
      variant="ghost"
      size="sm"
      icon={<History aria-hidden />}
      onClick={open}
      className="-mr-2 ml-auto md:absolute md:top-0.5 md:right-4 print:hidden"
    >
      At another time
      <Kbd className="max-md:hidden">t</Kbd>
    </Button>
  );
}
