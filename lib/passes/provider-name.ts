const NAMES: Readonly<Record<string, string>> = { bytemark: "Bytemark" };

/** A provider as people call it; a provider we have no name for keeps its code. */
export function providerName(provider: string): string {
  return NAMES[provider] ?? provider;
}
