"use client";

import { useEffect } from "react";

interface Traversal extends Event {
  readonly navigationType: string;
}

/**
 * While `isOn`, closing the tab asks for confirmation; the browser's Back stays on the page and calls `ask`, if the
 * browser allows it.
 */
export function useLeaveGuard(isOn: boolean, ask: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const traverse = (event: Event) => {
      if ((event as Traversal).navigationType !== "traverse" || !event.cancelable) return;
      event.preventDefault();
      ask();
    };
    const { navigation } = window as { navigation?: EventTarget };
    window.addEventListener("beforeunload", beforeUnload);
    navigation?.addEventListener("navigate", traverse);
    return () => {
      window.removeEventListener("beforeunload", beforeUnload);
      navigation?.removeEventListener("navigate", traverse);
    };
  }, [isOn, ask]);
}
