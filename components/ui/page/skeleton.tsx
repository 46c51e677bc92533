import { cn } from "@/components/ui/class-names";

/** A gray bar in place of something that loads; size it with class names. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton", className)} />;
}
