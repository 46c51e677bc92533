/** Headers of every response, whatever it is and whoever asks. Pure: proxy, wrapper and tests share it. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
};

/** The policy of a response that is not a page: it may load, run, frame and send nothing. */
export const CLOSED_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The content security policy of one page. `nonce` must be new for each response. */
export function contentSecurityPolicy(
  nonce: string,
  { isDevelopment = false, isSecure = false } = {},
): string {
  const directives = [
    "default-src 'none'",
    // Only the development server needs eval and inline styles: it compiles in the browser and styles its own panels
    // there.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];
  if (isSecure) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/* Headers that control the framework from the inside; from the outside they are an attack or a mistake. */
const INNER_HEADER =
  /^(content-security-policy(-report-only)?|x-nonce|x-request-id|next-resume|x-matched-path|x-(rewrite|original)-url|x-(middleware|invoke)-.+|x-nextjs-data)$/;

export function withoutInnerHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of headers.keys()) if (INNER_HEADER.test(name)) kept.delete(name);
  return kept;
}
