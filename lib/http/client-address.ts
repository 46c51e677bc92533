import "server-only";
import { randomBytes } from "node:crypto";

/*
 * The client's address is written into a header with a name nobody outside can know, before the framework reads the
 * request. Forwarded headers are believed only as far as the operator's own reverse proxies wrote them.
 */

const NAME = Symbol.for("passdesk.address_header");

function headerName(): string {
  const holder = globalThis as { [NAME]?: string };
  holder[NAME] ??= `x-passdesk-address-${randomBytes(12).toString("hex")}`;
  return holder[NAME];
}

/**
 * The client's address as `trustedProxies` reverse proxies report it: counted from the right of X-Forwarded-For,
 * because anybody may write its left. Without proxies, or if the list is too short, the connection's own address. Pure.
 */
export function resolveAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string | null {
  const hops = trustedProxies === 0 ? [] : (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  const claimed = hops.at(-trustedProxies) ?? "";
  const address = /^[0-9a-fA-F.:]{3,45}$/.test(claimed) ? claimed : socketAddress;
  return address ?? null;
}

export function stampAddress(
  headers: Record<string, string | string[] | undefined>,
  address: string | null,
): void {
  headers[headerName()] = address ?? "";
}

/** The client's address; null if the request did not pass `stampAddress`. */
export function clientAddress(headers: Headers): string | null {
  return headers.get(headerName()) || null;
}
