"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "./browser-storage";

const KEY = "pd_single_keys";
const listeners = new Set<() => void>();
let isOn: boolean | null = null;

/** Whether shortcuts without Ctrl or ⌘ are on for this device (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return (isOn ??= readStored("localStorage", KEY) !== "off");
}

export function setSingleKeys(on: boolean): void {
  isOn = on;
  writeStored("localStorage", KEY, on ? null : "off");
  for (const listener of listeners) listener();
}

/** As `areSingleKeysOn`, and renders the component again when it changes. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
