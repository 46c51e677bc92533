export type SignInOutcome =
  | { ok: true }
  | { ok: false; reason: "mismatch" | "unreachable" }
  | { ok: false; reason: "throttled"; wait_min: number };

const DEFAULT_WAIT_MIN = 15;

/** Signs in with e-mail and password at /api/auth; never throws, the outcome says what went wrong. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
    if (!csrf.ok) return { ok: false, reason: "unreachable" };
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    });
    return await outcomeOf(response);
  } catch {
    return { ok: false, reason: "unreachable" };
  }
}

async function outcomeOf(response: Response): Promise<SignInOutcome> {
  const error = await errorOf(response);
  if (response.status === 429 || /throttl|too.?many/i.test(error)) {
    return { ok: false, reason: "throttled", wait_min: waitOf(response, error) };
  }
  if (response.ok && error === "") return { ok: true };
  return { ok: false, reason: error === "CredentialsSignin" ? "mismatch" : "unreachable" };
}

/** The `error` of the address that the answer leads to; empty when it leads to no error. */
async function errorOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.includes("json")) return "";
  const { url } = (await response.json()) as { url?: string };
  if (!url || !URL.canParse(url, location.origin)) return "";
  return new URL(url, location.origin).searchParams.get("error") ?? "";
}

/** Minutes to wait: from `Retry-After`, or from seconds in the error, as in "throttled:840". */
function waitOf(response: Response, error: string): number {
  const wait_s = Number(response.headers.get("retry-after") ?? /\d+/.exec(error)?.[0]);
  return wait_s > 0 ? Math.ceil(wait_s / 60) : DEFAULT_WAIT_MIN;
}
