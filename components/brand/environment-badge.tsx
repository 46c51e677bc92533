import { Server } from "lucide-react";
import { cn } from "@/components/ui/class-names";

/** Names the environment; any other than production stands out. */
export function EnvironmentBadge({ environment, className }: { environment: string; className?: string }) {
  const isProduction = environment.toLowerCase() === "production";
  return (
    <span
      className={cn(
        "inline-flex h-6 items-center gap-1.5 rounded-tag px-2 text-12 font-medium whitespace-nowrap",
        isProduction ? "bg-sunken text-ink-2" : "bg-warn-bg text-warn-fg inset-ring inset-ring-warn-line",
        className,
      )}
    >
      <Server aria-hidden className="size-3.5" />
      {environment}
    </span>
  );
}
