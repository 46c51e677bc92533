/** A link somebody kept outside the database: `hash` stood at `seq`. */
export interface ChainAnchor {
  seq: string;
  hash: string;
}

/** `number:hash` as an anchor; null for anything else. Pure. */
export function parseAnchor(text: string): ChainAnchor | null {
  const [, seq, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq, hash };
}
