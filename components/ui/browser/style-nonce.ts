declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * Lets a modal's scroll lock insert its style element under the content security policy: the lock reads the
 * nonce from this global, and the page's own scripts carry it.
 */
export function allowModalStyles(): void {
  if (typeof document === "undefined" || globalThis.__webpack_nonce__) return;
  const script = document.querySelector<HTMLScriptElement>("script[nonce]");
  if (script?.nonce) globalThis.__webpack_nonce__ = script.nonce;
}
