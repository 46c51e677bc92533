import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { PASSWORD } from "./fixtures";
import { type Checkout, freePort, makeCheckout } from "./own-checkout";

/** A desk with a database server of its own, for faults that would stop every other test. */
export interface OwnDesk {
  origin: string;
  server: KillableServer;
  /** The admin's session as a Cookie header. */
  cookie: string;
  /** What the web process has logged. */
  said: () => string;
  remove: () => Promise<void>;
}

/** Starts one on the build, with a few hundred demo passes and without a worker. */
export async function startOwnDesk(): Promise<OwnDesk> {
  const port = await freePort();
  const [checkout, server] = await Promise.all([
    makeCheckout(port, [`PORT=${port}`]),
    startKillableServer({ isDurable: true }),
  ]);
  const env = { ...server.urls, AUTH_SECRET: checkout.addresses.AUTH_SECRET };
  for (const args of [["migrate"], ["grant"], ["seed", "--passes", "300"]])
    await command(checkout, env, args);
  const web = checkout.run("web", env);
  const origin = `http://localhost:${port}`;
  await untilReady(origin, () => web.said);
  return {
    origin,
    server,
    cookie: await signIn(origin),
    said: () => web.said,
    remove: async () => {
      await checkout.remove();
      await server.remove();
    },
  };
}

async function command(checkout: Checkout, env: Record<string, string>, args: string[]): Promise<void> {
  const started = checkout.npm("passdesk", env, args);
  const [code] = await started.ended;
  if (code !== 0) throw new Error(`passdesk ${args.join(" ")} ended with ${code}: ${started.said}`);
}

async function untilReady(origin: string, said: () => string): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${origin}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > until) throw new Error(`the desk was not ready in time: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function signIn(origin: string): Promise<string> {
  const token = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const body = new URLSearchParams({
    csrfToken,
    email: "admin@passdesk.test",
    password: PASSWORD,
    json: "true",
  });
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { origin, cookie: pairs(token) },
  });
  return pairs(answer);
}

const pairs = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
