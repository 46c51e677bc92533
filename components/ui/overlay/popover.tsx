"use client";

import { Anchor, Content, Portal, Root } from "radix-ui/popover";
import type { ReactNode, RefObject } from "react";
import { cn } from "@/components/ui/class-names";

interface PopoverProps {
  /** The button that opens it; gets the focus back. */
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  label: string;
  align?: "start" | "end";
  /** For text or controls, which need more space to the edge than the items of a menu. */
  isPadded?: boolean;
  className?: string;
  children: ReactNode;
}

/** A floating panel beside its button. It has no trigger of its own, so that it can be loaded when first opened. */
export function Popover(props: PopoverProps) {
  const {
    anchor,
    isOpen,
    onOpenChange,
    label,
    align = "start",
    isPadded = false,
    className,
    children,
  } = props;
  return (
    <Root open={isOpen} onOpenChange={onOpenChange}>
      {/* The panel mounts only after its button was pressed, so the button can be measured. */}
      <Anchor virtualRef={anchor} />
      <Portal>
        <Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the popover's own button closes it by itself.
            if (event.target instanceof Node && anchor.current?.contains(event.target))
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus({ preventScroll: true });
          }}
          className={cn(
            "z-30 max-h-(--radix-popover-content-available-height) min-w-50 animate-rise overflow-auto rounded-card bg-raised text-ink shadow-popover outline-none forced-colors:border",
            isPadded ? "p-3" : "p-1",
            className,
          )}
        >
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
