import "server-only";
import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** A whole response, written at once. */
export interface WholeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A response whose first byte has not left. */
export interface Held {
  /** From now on what is written leaves at once; what was written leaves first. */
  release: () => void;
  /** Sends this instead of anything that was or will be written. Does nothing once the first byte has left. */
  replace: (answer: WholeAnswer) => void;
}

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];
type Call = (...args: unknown[]) => unknown;
const METHODS = ["writeHead", "write", "end", "flushHeaders"] as const;
type Method = (typeof METHODS)[number];

/**
 * Holds a response back so that its status can still change: the framework sends the first byte of a page long before it
 * knows whether the page can be shown. It is released at its end at the latest. `begun` is called as its first byte leaves.
 */
export function holdResponse(response: ServerResponse, begun: () => void): Held {
  const send = senderOf(response);
  const parts: Buffer[] = [];
  let state: "held" | "open" | "replaced" = "held";
  let [isBegun, isEnded, isReleased] = [false, false, false];
  const open = () => {
    if (state !== "held") return;
    state = "open";
    begun();
    if (isEnded) send("end", Buffer.concat(parts));
    else for (const part of parts) send("write", part);
    parts.length = 0;
  };

  // Through the response, so that what has to know of it does, such as the framework's compression.
  const begin = () => void (isBegun || response.writeHead(response.statusCode));

  /* What each method does until the first byte leaves, and after another answer has taken the place of this one. */
  const instead: Record<Method, Call> = {
    writeHead: (status, ...rest) => {
      setHead(response, Number(status), rest);
      isBegun = true;
      return response;
    },
    write: (...args) => {
      begin();
      keep(parts, args);
      process.nextTick(callbackOf(args));
      if (isReleased) open();
      return true;
    },
    end: (...args) => {
      begin();
      keep(parts, args);
      response.once("finish", callbackOf(args));
      isEnded = true;
      open();
      return response;
    },
    flushHeaders: begin,
  };
  for (const method of METHODS) {
    Object.assign(response, {
      [method]: (...args: unknown[]) => {
        if (state === "open") return send(method, ...args);
        return state === "held" ? instead[method](...args) : response;
      },
    });
  }
  // The framework asks this before it writes an answer of its own.
  Object.defineProperty(response, "headersSent", { get: () => isBegun, configurable: true });

  return {
    release: () => {
      isReleased = true;
      if (parts.length > 0) open();
    },
    replace: (answer) => {
      if (state !== "held") return;
      state = "replaced";
      parts.length = 0;
      begun();
      sendWhole(response, answer, send);
    },
  };
}

function sendWhole(
  response: ServerResponse,
  { status, headers, body }: WholeAnswer,
  send: (method: "writeHead" | "end", ...args: unknown[]) => void,
): void {
  // The framework lets nobody set a header while it believes that they have left.
  Reflect.deleteProperty(response, "headersSent");
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  send("writeHead", status, { ...headers, "Content-Length": Buffer.byteLength(body) });
  send("end", body);
  // Whoever still writes the other answer may set its headers and status, to no effect.
  const nothing = () => response;
  Object.assign(response, {
    setHeader: nothing,
    appendHeader: nothing,
    setHeaders: nothing,
    removeHeader: nothing,
  });
  Object.defineProperty(response, "statusCode", { get: () => status, set: nothing });
}

function keep(parts: Buffer[], [part, encoding]: unknown[]): void {
  if (typeof part === "string") {
    const isNamed = typeof encoding === "string" && Buffer.isEncoding(encoding);
    parts.push(Buffer.from(part, isNamed ? encoding : "utf8"));
  } else if (part instanceof Uint8Array) {
    parts.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  }
}

function callbackOf(args: unknown[]): () => void {
  const callback = args.find((arg): arg is () => void => typeof arg === "function");
  return () => callback?.();
}

/* Calls the methods that the response has now, whatever takes their place. */
function senderOf(response: ServerResponse): (method: Method, ...args: unknown[]) => unknown {
  const { writeHead, write, end, flushHeaders } = response;
  const real = { writeHead, write, end, flushHeaders } as Record<Method, Call>;
  return (method, ...args) => real[method].apply(response, args);
}

function setHead(response: ServerResponse, status: number, rest: unknown[]): void {
  response.statusCode = status;
  const headers = rest.find((part) => typeof part === "object") as Headers | undefined;
  if (headers === undefined) return;
  const pairs = Array.isArray(headers) ? pairsOf(headers) : Object.entries(headers);
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value);
}

function pairsOf(flat: OutgoingHttpHeader[]): [string, OutgoingHttpHeader | undefined][] {
  return flat.flatMap((name, at) =>
    at % 2 === 0 ? [[String(name), flat[at + 1]] as [string, OutgoingHttpHeader]] : [],
  );
}
