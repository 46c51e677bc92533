"use client";

import { Content, Portal, Provider, Root, Trigger } from "radix-ui/tooltip";
import type { ReactElement, ReactNode } from "react";

type TooltipProps = { text: ReactNode; side?: "top" | "right" | "bottom" | "left"; children: ReactElement };

/** A short text on hover and focus; what it says must also be in the child's name. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Provider delayDuration={300}>
      <Root>
        <Trigger asChild>{children}</Trigger>
        <Portal>
          <Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-70 max-w-80 animate-fade rounded-control bg-inverse px-2.5 py-1.5 text-12 text-on-inverse shadow-popover forced-colors:border"
          >
            {text}
          </Content>
        </Portal>
      </Root>
    </Provider>
  );
}
