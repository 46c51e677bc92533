"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { toast, toastStore, type Toast } from "./toast";

/** Shows the messages of `toast`; mount it once, in the root layout. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, toastStore.readOnServer);
  const errors = toasts.filter((each) => each.tone === "error");
  const others = toasts.filter((each) => each.tone !== "error");
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed bottom-4 left-4 z-60 flex max-w-[calc(100vw-32px)] flex-col gap-2 max-md:bottom-18"
    >
      <div className="flex flex-col gap-2">
        {errors.map((each) => (
          <ToastCard key={each.id} shown={each} />
        ))}
      </div>
      <div role="status" className="flex flex-col gap-2">
        {others.map((each) => (
          <ToastCard key={each.id} shown={each} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ shown }: { shown: Toast }) {
  const { action } = shown;
  return (
    <div
      role={shown.tone === "error" ? "alert" : undefined}
      className="pointer-events-auto flex min-h-11 w-95 max-w-full animate-rise items-center gap-2.5 rounded-[10px] bg-inverse py-1.5 pr-1.5 pl-3.5 text-on-inverse shadow-dialog forced-colors:border"
    >
      <p className="min-w-0 flex-1">
        {shown.message}
        {shown.description ? (
          <span className="block text-12 text-on-inverse-2">{shown.description}</span>
        ) : null}
      </p>
      {action ? (
        <button
          type="button"
          className="h-7 rounded-control bg-inverse-2 px-2 text-12 font-medium"
          onClick={() => {
            action.onSelect();
            toast.dismiss(shown.id);
          }}
        >
          {action.label}
        </button>
      ) : null}
      <button
        type="button"
        aria-label="Dismiss"
        className="grid size-7 place-items-center rounded-control text-on-inverse-2 hover:bg-inverse-2"
        onClick={() => toast.dismiss(shown.id)}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
