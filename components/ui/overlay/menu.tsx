"use client";

import { Check } from "lucide-react";
import {
  Content,
  Item,
  ItemIndicator,
  Label,
  Portal,
  RadioGroup,
  RadioItem,
  Root,
  Separator,
  Trigger,
} from "radix-ui/dropdown-menu";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

const ITEM =
  "flex h-7.5 cursor-default items-center gap-2 rounded-tag px-2 outline-none select-none data-disabled:text-ink-off data-highlighted:bg-press max-md:h-11 [&_svg]:size-4 [&_svg]:shrink-0 forced-colors:data-highlighted:outline-2";
const TONES = {
  plain: "text-ink [&_svg]:text-ink-3",
  danger: "text-bad-fg [&_svg]:text-bad-fg",
};

/** A menu of acts. The page behind it stays usable. */
export function Menu(props: ComponentProps<typeof Root>) {
  return <Root modal={false} {...props} />;
}

export const MenuTrigger = Trigger;
export const MenuRadioGroup = RadioGroup;

export function MenuContent({
  className,
  align = "start",
  sideOffset = 6,
  ...rest
}: ComponentProps<typeof Content>) {
  return (
    <Portal container={landmark()}>
      <Content
        {...rest}
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-30 min-w-50 animate-rise rounded-card bg-raised p-1 shadow-popover outline-none forced-colors:border",
          className,
        )}
      />
    </Portal>
  );
}

/** Menus render inside the main landmark, so that people who navigate by landmarks find them. */
function landmark(): HTMLElement | null {
  return typeof document === "undefined" ? null : document.getElementById("content");
}

/** One act of a menu; `asChild` makes it a link. */
export function MenuItem({
  tone = "plain",
  className,
  ...rest
}: ComponentProps<typeof Item> & { tone?: keyof typeof TONES }) {
  return <Item {...rest} className={cn(ITEM, TONES[tone], className)} />;
}

/** One choice of a `MenuRadioGroup`; the chosen one has a check mark. */
export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof RadioItem>) {
  return (
    <RadioItem {...rest} className={cn(ITEM, TONES.plain, className)}>
      <span className="flex flex-1 items-center gap-2">{children}</span>
      <ItemIndicator>
        <Check aria-hidden />
      </ItemIndicator>
    </RadioItem>
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Label>) {
  return <Label {...rest} className={cn("px-2 pt-1.5 pb-1 text-11 text-ink-3", className)} />;
}

export function MenuSeparator() {
  return <Separator className="my-1 h-px bg-line" />;
}
