import { Agent, request } from "node:http";
import { canariesIn } from "./canaries";

export const ORIGIN = process.env["E2E_ORIGIN"] ?? "http://localhost:3000";

export interface Answer {
  method: string;
  path: string;
  status: number;
  headers: Record<string, string>;
  /** The values of Set-Cookie, one per cookie. */
  cookies: string[];
  body: string;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  cookie?: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/**
 * Sends exactly the given request, which no browser or fetch does: any path, any header, no redirects followed. Throws
 * if the answer contains a planted secret, so that every test also searches for leaks.
 */
export async function ask(path: string, question: Question = {}): Promise<Answer> {
  const answer = await send(path, question);
  const found = canariesIn(`${JSON.stringify(answer.headers)}\n${answer.body}`);
  if (found.length > 0) {
    throw new Error(`${answer.method} ${path} answered a planted secret (${found.join(", ")})`);
  }
  return answer;
}

function send(path: string, { method = "GET", headers = {}, body, cookie }: Question): Promise<Answer> {
  const { hostname, port } = new URL(ORIGIN);
  const all = { ...headers, ...(cookie ? { cookie } : {}) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers: all, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({
          method,
          path,
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
          ),
          cookies: incoming.headers["set-cookie"] ?? [],
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.setTimeout(30_000, () =>
      outgoing.destroy(new Error(`${method} ${path} was not answered in 30 s`)),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** A write as the desk's own pages send it. */
export function write(
  method: string,
  value: unknown,
  cookie?: string,
  headers: Record<string, string> = {},
): Question {
  const body = JSON.stringify(value);
  return {
    method,
    body,
    cookie,
    headers: {
      origin: ORIGIN,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    },
  };
}

/** A write without a body. */
export function bare(method: string, cookie?: string): Question {
  return { method, cookie, headers: { origin: ORIGIN, "content-length": "0" } };
}

export function json<T>(answer: Answer): T {
  return JSON.parse(answer.body) as T;
}

/** Runs `act` on every item, at most `width` at a time, and answers in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let at = next++; at < items.length; at = next++) {
        const item = items[at];
        if (item !== undefined) results[at] = await act(item);
      }
    }),
  );
  return results;
}
