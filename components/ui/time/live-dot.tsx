import { cn } from "@/components/ui/class-names";

/** A dot with a slow pulse for something in progress; decorative. */
export function LiveDot({ tone = "ok", className }: { tone?: "ok" | "info"; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative inline-block size-1.75 shrink-0 rounded-full",
        "after:absolute after:-inset-0.75 after:animate-halo after:rounded-full after:bg-inherit after:opacity-25",
        tone === "info" ? "bg-info-dot" : "bg-ok-dot",
        className,
      )}
    />
  );
}
