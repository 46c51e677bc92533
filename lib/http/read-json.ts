import "server-only";
import { AppError } from "@/lib/errors";

const MOST_DEPTH = 32;
export const MOST_BODY_BYTES = 64 * 1024;

/**
 * The JSON body of a request, read up to `most_bytes`. Throws 415 for another content type, 413 for a longer body, and
 * 400 for a body that was cut in transit, is not UTF-8 or JSON, is nested deeper than 32, or carries lone surrogates.
 */
export async function readJson(request: Request, most_bytes = MOST_BODY_BYTES): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  const text = decodeText(await readBytes(request, most_bytes));
  if (depthOf(text) > MOST_DEPTH) throw invalidBody("The body is nested too deeply.");
  const value = parse(text);
  if (!isSound(value)) throw invalidBody("The body has a key or a character that cannot be stored.");
  return value;
}

/**
 * The bytes of a body. Throws 413 past `most_bytes`, and 400 if their number differs from the one the request
 * announced.
 */
export async function readBytes(request: Request, most_bytes: number): Promise<Uint8Array> {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > most_bytes) throw tooLarge(most_bytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > most_bytes) {
      await reader?.cancel();
      throw tooLarge(most_bytes);
    }
    chunks.push(part.value);
  }
  // A layer in front of this one may cut a body and still pass the request on.
  if (announced !== null && Number(announced) !== size) throw invalidBody("The body did not arrive whole.");
  return Buffer.concat(chunks);
}

function tooLarge(most_bytes: number): AppError {
  return new AppError("body_too_large", `The body may have ${most_bytes} bytes at most.`);
}

function invalidBody(message: string, cause?: unknown): AppError {
  return new AppError("invalid_body", message, { cause });
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidBody("The body is not UTF-8.", cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidBody("The body is not JSON.", cause);
  }
}

/* Counted before parsing, so that a hostile body costs only one walk over its characters. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth--;
  }
  return deepest;
}

function isSound(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(
    ([key, member]) => key !== "__proto__" && key.isWellFormed() && isSound(member),
  );
}
