const HOME = "/passes";

// Resolving against an origin that nobody has shows where a browser would really go.
const NOWHERE = "http://passdesk.invalid";

/** The page to return to after sign-in: a path of our own, or the list of passes when `wanted` is anything else. */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || hasHiddenCharacter(wanted)) return HOME;
  if (!URL.canParse(wanted, NOWHERE)) return HOME;
  const url = new URL(wanted, NOWHERE);
  if (url.origin !== NOWHERE || url.pathname.startsWith("//")) return HOME;
  if (/^\/(api|sign-in)(\/|$)/i.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}

/** Backslashes, and the control characters that browsers drop or turn into slashes. */
function hasHiddenCharacter(text: string): boolean {
  return [...text].some((character) => character === "\\" || character <= "\u001f" || character === "\u007f");
}
