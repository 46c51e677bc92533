const HOME = "/passes";

// A path is resolved against an origin that nobody owns, to see where a browser would really go.
const NOWHERE = "http://passdesk.invalid";

/** The page to return to after sign-in: a path on this server, or the list of passes if `wanted` is anything else. */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || hasHiddenCharacter(wanted)) return HOME;
  if (!URL.canParse(wanted, NOWHERE)) return HOME;
  const url = new URL(wanted, NOWHERE);
  if (url.origin !== NOWHERE || url.pathname.startsWith("//")) return HOME;
  if (/^\/(api|sign-in)(\/|$)/i.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}

/** Whether a text has backslashes, or control characters that browsers drop or turn into slashes. */
function hasHiddenCharacter(text: string): boolean {
  return [...text].some((character) => character === "\\" || character <= "\u001f" || character === "\u007f");
}
