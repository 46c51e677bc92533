export interface PlannedFault {
  at_s: number;
  track: string;
  kind: string;
  lasts_s: number;
  which: number;
}
export const FAULTS: Readonly<Record<string, { track: string; lasts_s: [number, number]; what: string }>>;
export function planFaults(asked: { seed: number; minutes: number; kinds?: string[] }): PlannedFault[];
