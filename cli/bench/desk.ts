import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Called with each part of the response body, which is then not collected. */
  onData?: (chunk: Buffer) => void;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds from sending the request to the first and to the last byte of the response. */
  first_byte_ms: number;
  ms: number;
}

/** A client of one server on this machine, with keep-alive connections. */
export interface Desk {
  origin: string;
  ask: (path: string, question?: Question) => Promise<Answer>;
  close: () => void;
}

const LONGEST_MS = 1_800_000;
const PASSWORD = "passdesk-demo";

export function openDesk(origin: string, connections = 1): Desk {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { host, port } = new URL(origin);
  return {
    origin,
    close: () => agent.destroy(),
    ask: (path, { method = "GET", headers = {}, body, onData } = {}) =>
      new Promise((resolve, reject) => {
        const started = performance.now();
        const options = { hostname: "127.0.0.1", port, path, method, agent, headers: { host, ...headers } };
        const outgoing = request(options, (incoming) => {
          const first_byte_ms = performance.now() - started;
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => (onData ? onData(chunk) : chunks.push(chunk)));
          incoming.on("error", reject);
          incoming.on("end", () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString(),
              first_byte_ms,
              ms: performance.now() - started,
            }),
          );
        });
        outgoing.setTimeout(LONGEST_MS, () => outgoing.destroy(new Error(`${method} ${path}: no answer`)));
        outgoing.on("error", reject);
        outgoing.end(body);
      }),
  };
}

const cookiesOf = ({ headers }: Answer) =>
  (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0] ?? "");

/** The desk of a demo account, signed in the way its form does. Throws if the account cannot sign in. */
export async function signedIn(desk: Desk, role: "manager" | "admin"): Promise<Desk> {
  const first = await desk.ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(first.body) as { csrfToken: string };
  const body = new URLSearchParams({
    csrfToken,
    email: `${role}@passdesk.test`,
    password: PASSWORD,
    json: "true",
  }).toString();
  const answer = await desk.ask("/api/auth/callback/credentials", {
    method: "POST",
    body,
    headers: {
      origin: desk.origin,
      cookie: cookiesOf(first).join("; "),
      "content-type": "application/x-www-form-urlencoded",
    },
  });
  const cookie = cookiesOf(answer).filter((each) => each.includes("session") && !each.endsWith("="));
  if (cookie.length === 0) throw new Error(`The demo ${role} was not let in (${answer.status}).`);
  const ask: Desk["ask"] = (path, question = {}) =>
    desk.ask(path, { ...question, headers: { cookie: cookie.join("; "), ...question.headers } });
  return { ...desk, ask };
}

/** A write as the desk's own pages send it. */
export function write(
  desk: Desk,
  method: string,
  value: unknown,
  headers: Record<string, string> = {},
): Question {
  return {
    method,
    body: JSON.stringify(value),
    headers: { origin: desk.origin, "content-type": "application/json", ...headers },
  };
}

/** Throws unless the answer has the given status, so that a fast refusal never counts as a good time. */
export function expectStatus(answer: Answer, path: string, status = 200): Answer {
  if (answer.status !== status)
    throw new Error(`${path} answered ${answer.status} instead of ${status}: ${answer.body.slice(0, 300)}`);
  return answer;
}
