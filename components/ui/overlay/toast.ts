export type ToastTone = "ok" | "info" | "error";

export type Toast = {
  id: number;
  tone: ToastTone;
  message: string;
  description?: string;
  action?: { label: string; onSelect: () => void };
};

type ToastOptions = Pick<Toast, "description" | "action">;

const SHOWN_AT_ONCE = 3;
const SHOWN_MS = 6_000;
const NONE: readonly Toast[] = [];

let toasts: readonly Toast[] = NONE;
let nextId = 1;
const listeners = new Set<() => void>();

/** Shows a message at the bottom left for 6 s (an error until it is dismissed), at most three at once. */
export const toast = {
  success: (message: string, options?: ToastOptions) => show("ok", message, options),
  info: (message: string, options?: ToastOptions) => show("info", message, options),
  error: (message: string, options?: ToastOptions) => show("error", message, options),
  dismiss: (id: number) => publish(toasts.filter((each) => each.id !== id)),
};

/** The store that `Toaster` reads messages from. */
export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => toasts,
  readOnServer: () => NONE,
};

function show(tone: ToastTone, message: string, options?: ToastOptions): number {
  const id = nextId++;
  publish([...toasts, { id, tone, message, ...options }].slice(-SHOWN_AT_ONCE));
  if (tone !== "error") setTimeout(() => toast.dismiss(id), SHOWN_MS);
  return id;
}

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
