import { codeWord } from "./code-words";

/** A provider's name; a provider without one is called by its code. */
export function providerName(provider: string): string {
  return codeWord("provider", provider);
}
