import "server-only";
import { beyond } from "./share";
import { SHARES } from "./shares";
import { createWaitingLine, type WaitingLine } from "./waiting-line";

interface Turns {
  /** Transactions of requests. */
  writes: WaitingLine;
  /** Changes of one thing, by its address. */
  things: Map<string, WaitingLine>;
}

/* On globalThis: the bounds are per process, and the framework may load this module more than once. */
const TURNS = Symbol.for("passdesk.turns");

function turns(): Turns {
  const holder = globalThis as { [TURNS]?: Turns };
  holder[TURNS] ??= { writes: createWaitingLine(SHARES.writes.most), things: new Map() };
  return holder[TURNS];
}

/** Places for transactions of requests: half of the pool, so that reading goes on however long writes wait for locks. */
export const WRITE_PLACES = {
  /** Rejects with the signal's reason if it aborts first, and with 503 if too many wait. */
  take: async (signal: AbortSignal): Promise<void> => {
    const { writes } = turns();
    if (writes.waiting() >= SHARES.writes.waiting) throw beyond(SHARES.writes);
    if (!(await writes.take(signal))) throw signal.reason;
  },
  giveBack: (): void => turns().writes.giveBack(),
};

/* Leaves time for the change itself. */
const LONGEST_WAIT_MS = 2000;

/**
 * Does `change` of the thing at an address, alone in this process: others wait here, without a database connection.
 * Rejects with 503 at once if too many wait, or after two seconds, and with the signal's reason if it aborts before.
 */
export async function inTurn<T>(
  address: string,
  signal: AbortSignal,
  change: () => Promise<T> | T,
): Promise<T> {
  const { things } = turns();
  const line = things.get(address) ?? createWaitingLine(SHARES.changes_of_one_thing.most);
  things.set(address, line);
  if (line.waiting() >= SHARES.changes_of_one_thing.waiting) throw beyond(SHARES.changes_of_one_thing);
  const isTurn = await line.take(AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]));
  if (!isTurn) throw signal.aborted ? signal.reason : beyond(SHARES.changes_of_one_thing);
  try {
    return await change();
  } finally {
    line.giveBack();
    if (line.isIdle()) things.delete(address);
  }
}
