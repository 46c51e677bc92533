import "server-only";
import { randomBytes } from "node:crypto";

/*
 * Where a request comes from is written into a header whose name nobody outside can know, before the framework reads the
 * request. Forwarded headers are believed only as far as the operator's own reverse proxies wrote them.
 */

const NAME = Symbol.for("passdesk.address_header");

function headerName(): string {
  const holder = globalThis as { [NAME]?: string };
  holder[NAME] ??= `x-passdesk-address-${randomBytes(12).toString("hex")}`;
  return holder[NAME];
}

/**
 * The client behind `trustedProxies` reverse proxies: counted from the right of X-Forwarded-For, whose left anybody may
 * write. The connection's own address without proxies, or when the list is shorter than it must be. Pure.
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

/** Writes the resolved address where `clientAddress` finds it. */
export function stampAddress(
  headers: Record<string, string | string[] | undefined>,
  address: string | null,
): void {
  headers[headerName()] = address ?? "";
}

/** The client's address; null when the request did not come through the stamped door. */
export function clientAddress(headers: Headers): string | null {
  return headers.get(headerName()) || null;
}
