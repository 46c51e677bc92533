"use client";

import { useEffect, useRef } from "react";

const OVERLAY = "[role='dialog'], [role='alertdialog'], [role='menu']";

/** Runs `act` on ⌘Enter or Ctrl Enter, wherever the focus is on the page, unless an overlay is open. */
export function useCommandEnter(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return;
      if (document.querySelector(OVERLAY) !== null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
