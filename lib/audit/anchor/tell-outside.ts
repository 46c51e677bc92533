import "server-only";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { env } from "@/lib/env";
import type { Log } from "@/lib/log";

const PATIENCE_MS = 3000;

/** What whoever listens outside is told. */
export interface Told {
  event: "audit.sealed" | "audit.alarm";
  [name: string]: unknown;
}

/**
 * Posts an end of the log or an alarm to `AUDIT_ANCHOR_URL`, if there is one, signed with `AUDIT_ANCHOR_SECRET` over time
 * and body. Never throws, follows no redirect and sends nothing twice: what could not be sent is logged, and the next end
 * says more.
 */
export async function tellOutside(log: Log, told: Told): Promise<void> {
  const { AUDIT_ANCHOR_URL, AUDIT_ANCHOR_SECRET } = env();
  if (AUDIT_ANCHOR_URL === undefined || AUDIT_ANCHOR_SECRET === undefined) return;
  const body = JSON.stringify(told);
  const signature = signatureOf(AUDIT_ANCHOR_SECRET, Math.floor(Date.now() / 1000), body);
  try {
    const status = await post(new URL(AUDIT_ANCHOR_URL), body, signature);
    if (status < 200 || status > 299) throw new Error(`the answer was ${status}`);
  } catch (err) {
    log.warn({ event: "audit.anchor_unsent", err }, "AUDIT_ANCHOR_URL was not told");
  }
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`, so that an old message is known as old. Pure. */
function signatureOf(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

async function post(url: URL, body: string, signature: string): Promise<number> {
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const request = send(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "passdesk-signature": signature,
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answered = once(request, "response") as Promise<[IncomingMessage]>;
  request.end(body);
  const [answer] = await answered;
  answer.destroy();
  return answer.statusCode ?? 0;
}
