const openers = new Set<() => void>();

export function openShortcutSheet(): void {
  for (const open of openers) open();
}

/** Registers what opens the sheet; answers a function that unregisters it. */
export function onOpenShortcutSheet(open: () => void): () => void {
  openers.add(open);
  return () => {
    openers.delete(open);
  };
}
