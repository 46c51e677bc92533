import { cn } from "@/components/ui/class-names";

/** A grey bar in the size of what is loading; size it by class names. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton", className)} />;
}
