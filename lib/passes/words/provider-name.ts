import { codeWord } from "./code-words";

/** A provider as people call it; a provider we have no name for keeps its code. */
export function providerName(provider: string): string {
  return codeWord("provider", provider);
}
