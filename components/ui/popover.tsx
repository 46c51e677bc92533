"use client";

import { Content, Portal, Root, Trigger } from "radix-ui/popover";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

export const Popover = Root;
export const PopoverTrigger = Trigger;

/** The floating panel of a `Popover`; give it an `aria-label` when no heading inside names it. */
export function PopoverContent({
  className,
  align = "start",
  sideOffset = 6,
  ...rest
}: ComponentProps<typeof Content>) {
  return (
    <Portal>
      <Content
        {...rest}
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-30 max-h-(--radix-popover-content-available-height) min-w-50 animate-rise overflow-auto rounded-card bg-raised p-1 text-ink shadow-popover outline-none forced-colors:border",
          className,
        )}
      />
    </Portal>
  );
}
