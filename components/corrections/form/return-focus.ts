let isWanted = false;

/** Asks the next page to put the focus on its Correct… link. */
export function askFocusOnCorrect(): void {
  isWanted = true;
}

/** Whether `askFocusOnCorrect` was called since this was last asked. */
export function takeFocusOnCorrect(): boolean {
  const was = isWanted;
  isWanted = false;
  return was;
}
