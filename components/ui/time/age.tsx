"use client";

import { AgeText, type AgeTextProps } from "./age-text";
import { useServerNow } from "./use-server-now";

const TICK_MS = 10_000;

type AgeProps = Omit<AgeTextProps, "now"> & {
  /** The server's clock when it answered the page; ISO. */
  now: string;
};

/**
 * An age that keeps counting while the page is open, by the server's clock. In table rows, use `AgeText` with the
 * table's clock.
 */
export function Age({ now, ...rest }: AgeProps) {
  return <AgeText {...rest} now={useServerNow(now, TICK_MS)} />;
}
