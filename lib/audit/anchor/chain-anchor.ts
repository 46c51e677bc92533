/** A link that somebody noted outside the database: the link with number `seq` had this `hash`. */
export interface ChainAnchor {
  seq: string;
  hash: string;
}

/** Parses `number:hash`; null for anything else. Pure. */
export function parseAnchor(text: string): ChainAnchor | null {
  const [, seq, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq, hash };
}
