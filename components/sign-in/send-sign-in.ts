import { askApi } from "@/components/api/ask-api";

export type SignInOutcome =
  | { isSignedIn: true }
  | { isSignedIn: false; sentence: string; /** Email and password do not match. */ isMismatch: boolean };

const MISMATCH = "That email and password do not match. Check both and try again.";
const NOT_SIGNED_IN = "PassDesk could not sign you in. Try again in a moment.";
const DEFAULT_WAIT_S = 15 * 60;

/** Signs in with email and password at /api/auth. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const csrf = await askApi<{ csrfToken: string }>("/api/auth/csrf", { repeat: "safe" });
  if (csrf.kind !== "done") return refused(csrf.sentence);
  const { csrfToken } = csrf.answer;
  const outcome = await askApi<Record<string, unknown>>("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    repeat: "safe",
  });
  const error = errorOf(outcome.kind === "done" ? outcome.answer : outcome.problem);
  if (error === "CredentialsSignin") return { ...refused(MISMATCH), isMismatch: true };
  if (outcome.kind === "done") return error === "" ? { isSignedIn: true } : refused(NOT_SIGNED_IN);
  if (outcome.status !== 429) return refused(outcome.sentence);
  const wait_min = Math.ceil((outcome.retryAfter_s ?? DEFAULT_WAIT_S) / 60);
  return refused(`Too many tries. Wait ${wait_min} min, then try again.`);
}

function refused(sentence: string) {
  return { isSignedIn: false, sentence, isMismatch: false } as const;
}

/** The `error` parameter of the address in the answer; empty if there is none. */
function errorOf({ url }: Readonly<Record<string, unknown>>): string {
  if (typeof url !== "string" || !URL.canParse(url, location.origin)) return "";
  return new URL(url, location.origin).searchParams.get("error") ?? "";
}
