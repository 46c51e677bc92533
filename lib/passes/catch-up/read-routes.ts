import "server-only";
import { createHash } from "node:crypto";
import type { Database } from "@/db/connection";
import {
  lastTokenId,
  listOrderRiders,
  listTokenHolders,
  type TokenSource,
  type UnlinkedPass,
} from "@/db/passes/rider-evidence";
import type { RouteRiders } from "./choose-rider";

/** Rows of a source read by one statement, which takes a few hundredths of a second. */
const HOLDERS_READ = 5_000;

/* An id that the server can look up in a column of any charset. */
const PLAIN_ID = /^[ -~]+$/;

type Riders = Map<string, Set<number>>;

export interface AllRoutes {
  /** The riders that these routes lead to. */
  of: (pass: UnlinkedPass) => RouteRiders;
}

/**
 * The riders that orders and current tokens lead to, for many passes at once: all tokens are read once, whatever their
 * number. With `isThorough` the tokens kept with orders are read too, for passes whose token nobody holds any more.
 * Ids and tokens match exactly or not at all. Throws `signal`'s reason when it aborts.
 */
export async function readRoutes(
  db: Database,
  passes: readonly UnlinkedPass[],
  { isThorough, signal }: { isThorough: boolean; signal: AbortSignal },
): Promise<AllRoutes> {
  const orders = await ridersByOrder(db, passes);
  const tokens = new Set(passes.flatMap(({ token_hash }) => token_hash ?? []));
  const current = await ridersByToken(db, ["current"], tokens, signal);
  const lost = new Set([...tokens].filter((hash) => !current.has(hash)));
  const kept = await ridersByToken(db, isThorough ? ["order", "order_item"] : [], lost, signal);
  return {
    of: ({ pass_uuid, token_hash }) => ({
      order_items: ridersOf(orders, pass_uuid),
      token: ridersOf(current.has(token_hash ?? "") ? current : kept, token_hash),
    }),
  };
}

/**
 * A mark of what these passes could be linked by: their orders and the newest token of an account, found without reading
 * the tokens. While it stays, looking at them again finds nothing new, unless a token was changed in its row.
 */
export async function evidenceOf(db: Database, passes: readonly UnlinkedPass[]): Promise<string> {
  const orders = await ridersByOrder(db, passes);
  const known = passes.map(({ id, pass_uuid }) => [id, ridersOf(orders, pass_uuid)]);
  const text = JSON.stringify([await lastTokenId(db), known]);
  return createHash("sha256").update(text).digest("base64url");
}

const ridersOf = (riders: Riders, key: string | null): number[] =>
  key === null ? [] : [...(riders.get(key) ?? [])].sort((a, b) => a - b);

async function ridersByOrder(db: Database, passes: readonly UnlinkedPass[]): Promise<Riders> {
  const ids = new Set(
    passes.flatMap(({ pass_uuid }) => (pass_uuid !== null && PLAIN_ID.test(pass_uuid) ? [pass_uuid] : [])),
  );
  const found: Riders = new Map();
  // The server may take "A" for "a"; a map does not.
  for (const { pass_uuid, user_id } of await listOrderRiders(db, [...ids])) note(found, pass_uuid, user_id);
  return found;
}

async function ridersByToken(
  db: Database,
  sources: readonly TokenSource[],
  hashes: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Riders> {
  const found: Riders = new Map();
  if (hashes.size === 0) return found;
  for (const source of sources) {
    for (let after = 0; ;) {
      signal.throwIfAborted();
      const holders = await listTokenHolders(db, source, after, HOLDERS_READ);
      for (const { token_hash, user_id } of holders) {
        if (token_hash !== null && user_id !== null && user_id > 0 && hashes.has(token_hash))
          note(found, token_hash, user_id);
      }
      const end = holders.at(-1);
      if (end === undefined || holders.length < HOLDERS_READ) break;
      after = end.id;
    }
  }
  return found;
}

function note(riders: Riders, key: string, user_id: number): void {
  const of = riders.get(key);
  if (of) of.add(user_id);
  else riders.set(key, new Set([user_id]));
}
