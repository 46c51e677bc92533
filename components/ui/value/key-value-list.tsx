import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

/** A list of facts; its children are `KeyValue` rows. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("flex flex-col gap-1.75", className)}>{children}</dl>;
}
