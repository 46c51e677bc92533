export interface Outside {
  rows: (sql: string, values?: unknown[]) => Promise<unknown[]>;
}
export interface Change {
  kind: string;
  id: string;
  state: "open" | "acknowledged" | "refused";
  status?: number;
}
export interface Found {
  acknowledged: number;
  entries: number;
  lost: string[];
  doubled: string[];
  half: string[];
}
export function compareLedger(database: Outside, ledger: { changes: Change[] }): Promise<Found>;
export function checkExports(
  database: Outside,
  folder: string,
): Promise<{ ready: number; problems: string[] }>;
export function checkJobs(database: Outside): Promise<string[]>;
