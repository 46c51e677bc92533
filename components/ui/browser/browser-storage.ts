/** `sessionStorage` lasts until the tab closes, `localStorage` stays on the device. */
type StoredArea = "sessionStorage" | "localStorage";

/** The value stored under `key`; null if there is none, if it cannot be parsed, or if the browser stores nothing. */
export function readStored(area: StoredArea, key: string): unknown {
  try {
    return JSON.parse(window[area].getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Stores `value` (JSON, never personal data) under `key`; null removes it. Answers whether the browser stored it. */
export function writeStored(area: StoredArea, key: string, value: unknown): boolean {
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
