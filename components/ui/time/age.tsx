"use client";

import { AgeText, type AgeTextProps } from "./age-text";
import { useServerNow } from "./use-server-now";

const TICK_MS = 10_000;

type AgeProps = Omit<AgeTextProps, "now"> & {
  /** The server's clock when the page was answered, ISO. */
  now: string;
};

/** An age that goes on while the page is open, by the server's clock. For rows of a table use `AgeText` with theirs. */
export function Age({ now, ...rest }: AgeProps) {
  return <AgeText {...rest} now={useServerNow(now, TICK_MS)} />;
}
