/** What a check found. */
export interface Finding {
  check: string;
  state: "ok" | "warn" | "fail";
  sentence: string;
  /** What to do about it; null if nothing must be done. */
  mend: string | null;
}

export function fine(check: string, sentence: string): Finding {
  return { check, state: "ok", sentence, mend: null };
}

export function worse(
  check: string,
  state: "warn" | "fail",
  { sentence, mend }: Pick<Finding, "sentence" | "mend">,
): Finding {
  return { check, state, sentence, mend };
}

/** `sentence` if all is well, otherwise what is wrong. */
export function finding(
  check: string,
  isFine: boolean,
  sentence: string,
  wrong: Omit<Finding, "check" | "state"> & { state: "warn" | "fail" },
): Finding {
  return isFine ? fine(check, sentence) : worse(check, wrong.state, wrong);
}
