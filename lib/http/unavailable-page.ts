import { parseTheme, type Theme } from "@/lib/display-theme";
import { contentSecurityPolicy } from "./headers";

/* The values that app/tokens.css has under the same names; a test holds the two together. */
export const PAGE_TOKENS = {
  light: {
    surface: "oklch(1 0 0)",
    "surface-2": "oklch(0.984 0.002 262)",
    hover: "oklch(0.968 0.0035 262)",
    press: "oklch(0.945 0.005 262)",
    line: "oklch(0.918 0.006 262)",
    "line-strong": "oklch(0.855 0.009 262)",
    text: "oklch(0.235 0.014 264)",
    "text-2": "oklch(0.42 0.015 264)",
    "text-3": "oklch(0.525 0.014 264)",
    ring: "oklch(0.56 0.2 277)",
  },
  dark: {
    surface: "oklch(0.202 0.009 266)",
    "surface-2": "oklch(0.222 0.01 266)",
    hover: "oklch(0.24 0.011 266)",
    press: "oklch(0.275 0.012 266)",
    line: "oklch(0.3 0.011 266)",
    "line-strong": "oklch(0.36 0.013 266)",
    text: "oklch(0.955 0.004 262)",
    "text-2": "oklch(0.79 0.011 264)",
    "text-3": "oklch(0.675 0.013 264)",
    ring: "oklch(0.7 0.16 278)",
  },
} as const;

/** Seconds until a caller of a page should ask again. */
const RETRY_AFTER_S = 2;

const CAUSE = {
  database: "The portal database did not answer in time.",
  busy: "PassDesk is busy at the moment.",
} as const;

export type WhyUnavailable = keyof typeof CAUSE;

interface Unavailable {
  why: WhyUnavailable;
  requestId: string;
  /** New for each response. */
  nonce: string;
  /** The cookie with the reader's theme. */
  theme: string | undefined;
  isSecure: boolean;
}

/**
 * The answer to a request for a page that cannot be served now: status 503 and a page that needs nothing else, neither
 * the database nor the framework, and asks again by itself. Pure.
 */
export function unavailablePage({ why, requestId, nonce, theme, isSecure }: Unavailable) {
  const headers: Record<string, string> = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentSecurityPolicy(nonce, { isSecure }),
    "Cache-Control": "no-store",
    "Retry-After": String(RETRY_AFTER_S),
  };
  const body = `<!doctype html>
<html lang="en" data-theme="${parseTheme(theme)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>This page did not load · PassDesk</title>
<link rel="icon" href="/icon.svg">
<style nonce="${nonce}">${style(parseTheme(theme))}</style>
</head>
<body>
<main>
<div role="alert">
<span><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057"/><path d="M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78"/><path d="m2 2 20 20"/></svg></span>
<h1>This page did not load</h1>
<p>${CAUSE[why]} Nothing was changed, and what you saved is safe. The page opens by itself as soon as it can.</p>
<a href="">Try again</a>
<small>Reference <code>${requestId}</code></small>
</div>
</main>
<script nonce="${nonce}">${ASK_AGAIN}</script>
</body>
</html>
`;
  return { status: 503, headers, body };
}

/* Asks for the same address until it is no longer unavailable, a little later each time, and not for a hidden tab. */
const ASK_AGAIN = `
let pause = 3000;
const later = () => setTimeout(ask, pause * (1 + Math.random() / 2));
async function ask() {
  if (document.hidden) return later();
  pause = Math.min(pause * 1.5, 20000);
  const request = { method: "HEAD", cache: "no-store", redirect: "manual" };
  const answer = await fetch(location.href, request).catch(() => null);
  if (answer && answer.status !== 503) location.reload();
  else later();
}
later();
`;

function style(theme: Theme): string {
  const values = (name: "light" | "dark") =>
    `:root{color-scheme:${name};${Object.entries(PAGE_TOKENS[name])
      .map(([token, value]) => `--${token}:${value}`)
      .join(";")}}`;
  const chosen = theme === "dark" ? values("dark") : values("light");
  const system = theme === "system" ? `@media (prefers-color-scheme:dark){${values("dark")}}` : "";
  return `${chosen}${system}
*{box-sizing:border-box;margin:0}
body{min-height:100dvh;display:grid;place-items:center;background:var(--surface);color:var(--text-2);font:400 .8125rem/1.25rem "Inter Variable",system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-font-smoothing:antialiased}
div{display:flex;flex-direction:column;align-items:center;gap:4px;padding:32px 24px;text-align:center}
span{display:grid;place-items:center;width:40px;height:40px;margin-bottom:8px;border:1px solid var(--line);border-radius:10px;background:var(--surface-2);color:var(--text-3)}
svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
h1{font-size:.8125rem;line-height:1.25rem;font-weight:600;color:var(--text)}
p{max-width:27.5rem;text-wrap:balance}
a{display:inline-flex;align-items:center;height:32px;margin-top:12px;padding:0 12px;border:1px solid var(--line-strong);border-radius:6px;background:var(--surface);color:var(--text);font-weight:500;text-decoration:none}
a:hover{background:var(--hover)}
a:active{background:var(--press)}
a:focus-visible{outline:2px solid var(--ring);outline-offset:2px}
small{margin-top:12px;font-size:.75rem;line-height:1rem;color:var(--text-3)}
code{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
@media (max-width:720px){a{height:44px}}`;
}
