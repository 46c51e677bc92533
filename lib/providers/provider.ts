import type { Snapshot } from "./remote-pass";

/** Whose passes a provider is asked about. */
interface ProviderAccount {
  user_id: string;
}

/** What a connected provider can do for the desk. */
interface Provider {
  capabilities: { can_ask_live: boolean };
  /** The pass as the provider has it now; null when it does not know the pass. */
  getPass: (account: ProviderAccount, passUuid: string) => Promise<Snapshot | null>;
}

/** Adapters by provider code. A provider without one is known by its stored answers alone. */
const CONNECTED: ReadonlyMap<string, Provider> = new Map<string, Provider>();

/** Whether the provider can be asked while somebody waits. */
export function canAskLive(code: string): boolean {
  return CONNECTED.get(code)?.capabilities.can_ask_live ?? false;
}
