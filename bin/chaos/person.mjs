import { Agent, request } from "node:http";
import { randomUUID } from "node:crypto";
import { isAlive, pause } from "../lib/running-process.mjs";
import { PATIENCE_MS } from "./ledger.mjs";

const PASSWORD = "passdesk-demo";
/* A change is tried again with the same key until it is answered. */
const MOST_ATTEMPTS = 120;

/** Somebody who works with the desk over HTTP, through whichever web process answers, as behind a load balancer. */
export class Person {
  constructor({ stage, ledger, random, email }) {
    Object.assign(this, { stage, ledger, random, email, cookie: "", at: random.whole(0, 1) });
    this.agent = new Agent({ keepAlive: true, maxSockets: 4 });
  }

  /** One request to the web process of this moment; a status of 0 says that there was no answer. Never throws. */
  async ask(path, { method = "GET", value, form, headers = {} } = {}) {
    const web = this.stage.webs[this.at];
    this.asks_for = path;
    const from = performance.now();
    const body = form ?? (value === undefined ? undefined : JSON.stringify(value));
    const answer = await this.send(path, method, body, {
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...(method === "GET"
        ? {}
        : { origin: this.stage.env.APP_ORIGIN, "content-length": String(Buffer.byteLength(body ?? "")) }),
      ...(body === undefined
        ? {}
        : { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" }),
      ...headers,
    });
    answer.ms = Math.round(performance.now() - from);
    this.ledger.note(
      `${method} ${path.replace(/\d{2,}|[0-9a-f-]{36}/g, "…").split("?")[0]}`,
      answer,
      wasAway(web, this.stage, this.at, Date.now() - answer.ms),
    );
    if (answer.status === 0) this.at = 1 - this.at;
    return answer;
  }

  send(path, method, body, headers) {
    const { hostname } = new URL(this.stage.env.APP_ORIGIN);
    const port = this.stage.ports[this.at];
    return new Promise((resolve) => {
      const none = (why) => resolve({ status: 0, headers: {}, cookies: [], body: why });
      const options = {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent: this.agent,
        headers: { host: `${hostname}:${this.stage.ports[0]}`, ...headers },
      };
      const outgoing = request(options, (incoming) => {
        const chunks = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.on("error", (error) => none(error.code));
        incoming.on("end", () => {
          const { statusCode: status, headers: got } = incoming;
          const whole = Buffer.concat(chunks);
          resolve({
            status,
            headers: got,
            cookies: got["set-cookie"] ?? [],
            bytes: whole,
            body: whole.toString("utf8"),
          });
        });
      });
      outgoing.setTimeout(PATIENCE_MS, () =>
        outgoing.destroy(Object.assign(new Error(), { code: "TIMEOUT" })),
      );
      outgoing.on("error", (error) => none(error.code ?? error.message));
      outgoing.end(body);
    });
  }

  /** Signs in, however long the desk is away. */
  async signIn() {
    while (!this.stage.is_given_up) {
      const pair = (cookie) => cookie.split(";")[0];
      this.cookie = "";
      const token = await this.ask("/api/auth/csrf");
      if (token.status === 200) {
        this.cookie = token.cookies.map(pair).join("; ");
        const { csrfToken } = JSON.parse(token.body);
        const form = new URLSearchParams({
          csrfToken,
          email: this.email,
          password: PASSWORD,
          json: "true",
        }).toString();
        const answer = await this.ask("/api/auth/callback/credentials", { method: "POST", form });
        const session = answer.cookies
          .map(pair)
          .filter((each) => each.includes("session") && !each.endsWith("="));
        if (session.length > 0) {
          this.cookie = session.join("; ");
          return;
        }
      }
      await pause(500);
    }
  }

  /** A GET that must be answered with 200 sooner or later; answers its JSON. */
  async read(path) {
    while (!this.stage.is_given_up) {
      const answer = await this.ask(path);
      if (answer.status === 200) return { ...answer, json: JSON.parse(answer.body) };
      if (answer.status === 401) await this.signIn();
      else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return null;
      await pause(200);
    }
    return null;
  }

  /**
   * Sends one change until it is answered, always with the same key: acknowledged by 2xx, refused by 4xx. Answers the
   * JSON of the acknowledgement, or null.
   */
  async sendChange(kind, path, { method = "POST", value, headers = {}, more = {} }) {
    const id = randomUUID();
    const change = this.ledger.change(kind, id, more);
    const said = typeof value === "function" ? value(id) : value;
    while (change.attempts < MOST_ATTEMPTS && !this.stage.is_given_up) {
      change.attempts += 1;
      const answer = await this.ask(path, {
        method,
        value: said,
        headers: { "idempotency-key": id, ...headers },
      });
      change.status = answer.status;
      if (answer.status >= 200 && answer.status < 300) {
        this.ledger.acknowledge(change);
        return answer.body === "" ? {} : JSON.parse(answer.body);
      }
      if (answer.status === 401) await this.signIn();
      else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
        change.state = "refused";
        // People meet each other (409, 412) and rules about values (422); anything else is this run's mistake, or the desk's.
        if (![409, 412, 422].includes(answer.status)) {
          this.stage.problems.push(`${kind} was refused with ${answer.status}: ${answer.body.slice(0, 200)}`);
        }
        return null;
      }
      await pause(this.random.whole(100, 500));
    }
    return null;
  }
}

/* Whether a web process was stopped, killed or ending while a request waited for it: nobody could have answered. */
function wasAway(web, stage, at, since) {
  if (stage.webs[at] !== web || web.is_expected || !isAlive(web.pid)) return true;
  // It was started and does not listen yet.
  if ((web.listens_from ?? Infinity) > since) return true;
  return web.frozen_from !== undefined && (web.frozen_to ?? Infinity) >= since;
}
