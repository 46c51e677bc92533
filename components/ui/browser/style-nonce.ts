declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * Lets the scroll lock of a modal insert its style element under the content security policy: the lock reads the nonce
 * from this global, and it is copied here from the page's own scripts.
 */
export function allowModalStyles(): void {
  if (typeof document === "undefined" || globalThis.__webpack_nonce__) return;
  const script = document.querySelector<HTMLScriptElement>("script[nonce]");
  if (script?.nonce) globalThis.__webpack_nonce__ = script.nonce;
}
