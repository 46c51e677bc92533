interface Unit {
  user: string;
  folder: string;
  environment: string[];
  environment_files: string[];
  state_folders: string[];
  state_mode: number;
  command: string[];
  stop_signal: string;
  stop_ms: number;
}
export function readUnit(text: string): Unit;
export function readEnvironment(text: string): Record<string, string>;
