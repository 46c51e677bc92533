import "server-only";
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";

/** The cost of guessing a stored password: argon2id, 19 MiB, two passes, one lane. */
const COST = { memory_kib: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/* Checking a stored hash that asks for more than this would bring the machine down. */
const MOST = { memory_kib: 262_144, passes: 16, parallelism: 8 } as const;

interface PasswordHash {
  memory_kib: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  hash: Buffer;
}

/**
 * Hashes a password for storing, as a PHC text with a new salt. Throws `too_many_requests` if 20 hashes are already
 * waiting for one of the two places.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...COST, salt, hash: Buffer.alloc(HASH_BYTES) });
  return formatPasswordHash({ ...COST, salt, hash });
}

/**
 * Whether `stored` is a hash of `password`. With `null`, or a text that is not a usable hash, it does the same work and
 * answers false, so that timing does not reveal which accounts exist. Throws `too_many_requests` like `hashPassword`.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = stored === null ? null : parsePasswordHash(stored);
  const expected = parsed ?? dummyHash();
  const actual = await derive(password, expected);
  return timingSafeEqual(actual, expected.hash) && parsed !== null;
}

/** Whether `stored` is a hash this program would no longer write, so that the next sign-in should replace it. */
export function isPasswordHashOutdated(stored: string): boolean {
  const parsed = parsePasswordHash(stored);
  if (parsed === null) return true;
  return (
    parsed.memory_kib < COST.memory_kib || parsed.passes < COST.passes || parsed.hash.length < HASH_BYTES
  );
}

export function formatPasswordHash(parts: PasswordHash): string {
  const cost = `m=${parts.memory_kib},t=${parts.passes},p=${parts.parallelism}`;
  return `$argon2id$v=19$${cost}$${unpadded(parts.salt)}$${unpadded(parts.hash)}`;
}

/** Reads a PHC text; null for another algorithm, another version, or costs out of bounds. */
export function parsePasswordHash(text: string): PasswordHash | null {
  const match =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/.exec(
      text,
    );
  if (!match) return null;
  const [memory_kib = 0, passes = 0, parallelism = 0] = match.slice(1, 4).map(Number);
  const isSane =
    parallelism >= 1 &&
    parallelism <= MOST.parallelism &&
    passes >= 1 &&
    passes <= MOST.passes &&
    memory_kib >= 8 * parallelism &&
    memory_kib <= MOST.memory_kib;
  if (!isSane) return null;
  const [salt = "", hash = ""] = match.slice(4, 6);
  return {
    memory_kib,
    passes,
    parallelism,
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

let dummy: PasswordHash | undefined;

/* Random, so no password matches it; made once, so that using it costs what a real check costs. */
function dummyHash(): PasswordHash {
  dummy ??= { ...COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };
  return dummy;
}

function derive(password: string, like: PasswordHash): Promise<Buffer> {
  return inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const cost = { memory: like.memory_kib, passes: like.passes, parallelism: like.parallelism };
        const input = { message: password.normalize("NFKC"), nonce: like.salt, tagLength: like.hash.length };
        argon2("argon2id", { ...cost, ...input }, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
}

interface Turns {
  running: number;
  waiting: (() => void)[];
  /** Hashes begun since the process started, for tests. */
  begun: number;
}

const TURNS = Symbol.for("passdesk.password_turns");

/* On globalThis: the bound is per process, and the framework may load this module twice. */
function turns(): Turns {
  const holder = globalThis as { [TURNS]?: Turns };
  holder[TURNS] ??= { running: 0, waiting: [], begun: 0 };
  return holder[TURNS];
}

export function passwordHashesBegun(): number {
  return turns().begun;
}

/* Anybody may make this machine hash, signed in or not, so the number of hashes at once is bounded. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const state = turns();
  if (state.running >= SHARES.password_hashes.most) {
    if (state.waiting.length >= SHARES.password_hashes.waiting) throw beyond(SHARES.password_hashes);
    // The hash that ends passes its place on, so `running` does not change here.
    await new Promise<void>((resolve) => state.waiting.push(resolve));
  } else {
    state.running++;
  }
  state.begun++;
  try {
    return await work();
  } finally {
    const next = state.waiting.shift();
    if (next) next();
    else state.running--;
  }
}
