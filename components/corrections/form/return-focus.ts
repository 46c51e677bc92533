let isWanted = false;

/** Remembers that the next page should put the focus on its Correct… link. */
export function askFocusOnCorrect(): void {
  isWanted = true;
}

/** Whether that was asked, once. */
export function takeFocusOnCorrect(): boolean {
  const was = isWanted;
  isWanted = false;
  return was;
}
