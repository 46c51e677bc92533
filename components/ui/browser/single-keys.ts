"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "./browser-storage";

const KEY = "pd_single_keys";
const listeners = new Set<() => void>();
let isOn: boolean | null = null;

/** Whether keys without Ctrl or ⌘ do anything on this device (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return (isOn ??= readStored("localStorage", KEY) !== "off");
}

/** Turns them on or off for this device. */
export function setSingleKeys(on: boolean): void {
  isOn = on;
  writeStored("localStorage", KEY, on ? null : "off");
  for (const listener of listeners) listener();
}

/** The same for a component. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
