"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const onMac = () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl");
const onServer = () => "Ctrl";

/** The name of the command key on this machine; "Ctrl" on the server. */
export function useCommandKey(): string {
  return useSyncExternalStore(never, onMac, onServer);
}
