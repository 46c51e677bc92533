"use client";

import { useEffect, useRef } from "react";
import { areSingleKeysOn } from "./single-keys";

const PREFIX_MS = 1_000;
const TYPING = "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable='true']";
/* The focused element may keep a single key for itself, even if single keys are turned off. */
const OWN_KEY = "data-own-key";
const OVERLAY = "[role='dialog'], [role='alertdialog'], [role='menu']";

const acts = new Map<string, Set<() => void>>();
let prefix: { key: string; pressedAt: number } | null = null;

/**
 * Runs `act` on a single key ("j") or a sequence of two that starts with g ("g p"). Does nothing while the person
 * types, while a dialog or menu is open, with Ctrl, Alt or ⌘ pressed, and (except for keys such as Escape) if the
 * reader has turned single keys off.
 */
export function useShortcut(keys: string, act: () => void, isOn = true): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (isOn) return onShortcut(keys, () => latest.current());
  }, [keys, isOn]);
}

/** As `useShortcut`, outside a component. Answers a function that removes the shortcut. */
export function onShortcut(keys: string, run: () => void): () => void {
  const sharers = acts.get(keys) ?? new Set();
  if (acts.size === 0) window.addEventListener("keydown", listen);
  acts.set(keys, sharers.add(run));
  return () => {
    sharers.delete(run);
    if (sharers.size === 0) acts.delete(keys);
    if (acts.size === 0) window.removeEventListener("keydown", listen);
  };
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || !isShortcutTime(event)) return;
  const isSequence = prefix !== null && event.timeStamp - prefix.pressedAt < PREFIX_MS;
  const keys = isSequence && prefix ? `${prefix.key} ${event.key}` : event.key;
  prefix = keys === "g" ? { key: "g", pressedAt: event.timeStamp } : null;
  const sharers = acts.get(keys);
  if (!sharers || isTurnedOff(event)) return;
  event.preventDefault();
  for (const run of [...sharers]) run();
}

function isTurnedOff({ key, target }: KeyboardEvent): boolean {
  if (key.length > 1 || areSingleKeysOn()) return false;
  return !(target instanceof Element && target.closest(`[${OWN_KEY}]`)?.getAttribute(OWN_KEY) === key);
}

function isShortcutTime(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const { target } = event;
  if (target instanceof HTMLElement && target.closest(TYPING)) return false;
  return document.querySelector(OVERLAY) === null;
}
