import { type Answer, ask, json, ORIGIN } from "./ask";
import { PASSWORD } from "./fixtures";

const pair = (cookie: string) => cookie.split(";")[0] ?? "";

export interface SignInAnswer {
  answer: Answer;
  /** Where the browser is redirected. */
  url: string;
  /** The Cookie header of the new session; empty if there is none. */
  cookie: string;
}

/** Signs in as the form does, without a browser. `fields` are added to the form, `jar` to its cookies. */
export async function signInByRequest(
  email: string,
  {
    password = PASSWORD,
    fields = {},
    jar = "",
  }: { password?: string; fields?: Record<string, string>; jar?: string } = {},
): Promise<SignInAnswer> {
  const token = await ask("/api/auth/csrf", { cookie: jar });
  const { csrfToken } = json<{ csrfToken: string }>(token);
  const cookies = [jar, ...token.cookies.map(pair)].filter(Boolean).join("; ");
  const body = new URLSearchParams({ csrfToken, email, password, json: "true", ...fields }).toString();
  const answer = await ask("/api/auth/callback/credentials", {
    method: "POST",
    body,
    cookie: cookies,
    headers: {
      origin: ORIGIN,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
    },
  });
  const session = answer.cookies.map(pair).filter((each) => each.includes("session") && !each.endsWith("="));
  return { answer, url: json<{ url: string }>(answer).url, cookie: session.join("; ") };
}
