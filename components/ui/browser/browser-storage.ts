/** Where the browser keeps a value: until the tab closes, or on the device. */
type StoredArea = "sessionStorage" | "localStorage";

/** What is kept under `key`; null where there is nothing, nothing readable, or the browser keeps nothing at all. */
export function readStored(area: StoredArea, key: string): unknown {
  try {
    return JSON.parse(window[area].getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps `value` (JSON, never personal data) under `key`; null removes it. Answers whether the browser took it. */
export function writeStored(area: StoredArea, key: string, value: unknown): boolean {
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
