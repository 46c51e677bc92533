import { z } from "zod";
import { canonicalJson } from "@/lib/canonical-json";
import type { AuditKeys } from "./audit-keys";

/** The setting that holds the head, signed. It changes with each sealing and each verdict. */
export const HEAD_SETTING = "audit.head";

const digits = z.string().regex(/^\d{1,19}$/);
const headSchema = z.strictObject({
  /** Grows with each statement, so that of two the later one is known. */
  n: z.number().int().positive(),
  /** The last link; "0" and "" before the first. */
  seq: digits,
  hash: z.string(),
  /** Entries up to this id may be older than signatures. */
  unsigned_to: digits,
  /** Up to this link a person has accepted the chain as it is, gaps included. */
  accepted_seq: digits,
  /** Verdicts above this id are signed, each over the one before. */
  checks_from: digits,
  /** The last signed verdict; null before the first. */
  check_id: digits.nullable(),
  check_mac: z.string(),
  /** The signature of the verdict before it, which it is signed over; "" if it is the first. */
  check_before: z.string(),
  /** Whether a head was ever written to an anchor outside the database. */
  is_anchored: z.boolean(),
  /** The database's time, ISO 8601 UTC. */
  on: z.string(),
});

/** What PassDesk signed last about its log: where the chain ends and what the last check found. */
export type Head = z.output<typeof headSchema>;
export type SignedHead = Head & { mac: string };

export function signHead(head: Head, [sign]: AuditKeys): SignedHead {
  return { ...head, mac: sign("head", canonicalJson(head)) };
}

/** A stored head; "missing", or "forged" if none of the keys signed it. Pure. */
export function parseHead(stored: unknown, keys: AuditKeys): SignedHead | "missing" | "forged" {
  if (stored === null || stored === undefined) return "missing";
  const { mac, ...rest } = typeof stored === "object" ? (stored as { mac?: unknown }) : {};
  // A newer version may sign more: it is part of the signature, and stays in the next head.
  const head: Head | undefined = headSchema.loose().safeParse(rest).data;
  if (head === undefined || typeof mac !== "string") return "forged";
  const text = canonicalJson(head);
  return keys.some((key) => key("head", text) === mac) ? { ...head, mac } : "forged";
}
