const openers = new Set<() => void>();

/** Opens the shortcut sheet from anywhere in the chrome. */
export function openShortcutSheet(): void {
  for (const open of openers) open();
}

/** Registers the sheet; answers how to take it out again. */
export function onOpenShortcutSheet(open: () => void): () => void {
  openers.add(open);
  return () => {
    openers.delete(open);
  };
}
