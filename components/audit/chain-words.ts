import { formatCount } from "@/lib/format";
import type { AuditState } from "@/lib/audit/chain/audit-state";

export interface ChainWords {
  tone: "ok" | "warn" | "bad" | "info";
  text: string;
}

export function chainWords({ check, running, stopped, waiting, waiting_most }: AuditState): ChainWords {
  if (running) {
    const { done, total } = running;
    const part =
      done === null || total === null || total === 0
        ? ""
        : ` ${Math.min(99, Math.floor((done / total) * 100))}%`;
    return { tone: "info", text: running.state === "queued" ? "Check is queued" : `Verifying${part}` };
  }
  if (stopped !== null) return { tone: "bad", text: "Sealing stopped" };
  if (!check) return { tone: "warn", text: "Never verified" };
  if (check.verdict === "unknown") return { tone: "warn", text: "Cannot be known" };
  if (check.verdict === "broken") {
    return {
      tone: "bad",
      text: check.first_bad_id ? `First bad entry ${check.first_bad_id}` : "Chain is broken",
    };
  }
  if (waiting > 0) {
    const count = waiting === waiting_most ? `at least ${formatCount(waiting)}` : formatCount(waiting);
    return { tone: "ok", text: `Verified up to ${formatCount(Number(check.last_seq))}, ${count} waiting` };
  }
  return { tone: "ok", text: `Chain verified, ${formatCount(check.entries)} entries` };
}

export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}
