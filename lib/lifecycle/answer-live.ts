import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Answers whether this process lives, before the framework and beside everything it is busy with. False for any other
 * request.
 */
export function answerLive({ method, url }: IncomingMessage, response: ServerResponse): boolean {
  if (url !== "/api/health/live" || method !== "GET") return false;
  const body = '{"status":"ok"}';
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length }).end(body);
  return true;
}
