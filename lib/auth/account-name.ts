/** Characters in the longest possible e-mail address. */
const MOST = 254;

/**
 * The stored spelling of an e-mail address: compatibility forms folded, lower case, ASCII only. Null if no account can
 * have this name, as with look-alike letters.
 */
export function accountName(typed: string): string | null {
  const name = typed.normalize("NFKC").trim().toLowerCase();
  return name.length <= MOST && /^[\u0021-\u007e]+@[\u0021-\u007e]+$/.test(name) ? name : null;
}

/** One text for all spellings that a person or a collation could take for the same name, accents and width included. */
export function accountBucket(typed: string): string {
  return typed.slice(0, 1024).normalize("NFKD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

/** Enough of a typed name to recognize it in the audit log: `ad•••@example.com`. */
export function maskedName(typed: string): string {
  const name = accountName(typed);
  if (name === null) return "not an address";
  const at = name.lastIndexOf("@");
  return `${name.slice(0, Math.min(2, at))}•••${name.slice(at)}`;
}

/**
 * What the throttle counts as one address: an IPv4 address, or the /64 network of an IPv6 address, because one host has
 * a whole network of those.
 */
export function addressBucket(address: string | null): string {
  if (address === null) return "unknown";
  const plain = address.toLowerCase().replace(/^::ffff:(?=[\d.]+$)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("%")[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0");
  const network = [...front, ...gap, ...back].slice(0, 4);
  return `${network.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
