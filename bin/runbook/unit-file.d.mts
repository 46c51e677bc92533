interface Unit {
  user: string;
  folder: string;
  environment_files: string[];
  writable: string[];
  command: string[];
  stop_signal: string;
  stop_ms: number;
}
export function readUnit(text: string): Unit;
export function readEnvironment(text: string): Record<string, string>;
