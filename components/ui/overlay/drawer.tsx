"use client";

import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { allowModalStyles } from "@/components/ui/browser/style-nonce";

allowModalStyles();

export const Drawer = Root;
export const DrawerClose = Close;

type DrawerContentProps = Omit<ComponentProps<typeof Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  /** 800 px instead of 720, for the three-way merge. */
  isWide?: boolean;
};

/**
 * The panel of a `Drawer`, for forms: at the right, inset by 8 px, full screen on a phone. Traps the focus and returns
 * it to the opener.
 */
export function DrawerContent(props: DrawerContentProps) {
  const { title, description, footer, isWide = false, children, className, ...rest } = props;
  return (
    <Portal>
      <Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
      <Content
        onOpenAutoFocus={focusFirstField}
        {...rest}
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-2 right-2 bottom-2 z-40 flex max-w-[calc(100vw-16px)] animate-slide flex-col overflow-hidden rounded-dialog bg-raised shadow-dialog outline-none forced-colors:border",
          "max-md:inset-0 max-md:w-auto max-md:max-w-none max-md:rounded-none",
          isWide ? "w-200" : "w-180",
          className,
        )}
      >
        <div className="flex items-start gap-3 border-b pt-4 pr-4 pb-3.5 pl-5">
          <div className="min-w-0 flex-1">
            <Title asChild>
              <h1 className="text-16 leading-6">{title}</h1>
            </Title>
            {description ? <Description className="text-12 text-ink-2">{description}</Description> : null}
          </div>
          <Close asChild>
            <IconButton label="Close" icon={<X aria-hidden />} />
          </Close>
        </div>
        <div className="min-h-0 flex-1 overflow-auto px-5 py-4">{children}</div>
        {footer ? (
          <div className="flex items-center gap-2 border-t bg-surface-2 py-3 pr-4 pl-5">{footer}</div>
        ) : null}
      </Content>
    </Portal>
  );
}

/** Focuses the first field of a form instead of the close button. */
function focusFirstField(event: Event): void {
  if (!(event.target instanceof HTMLElement)) return;
  const field = event.target.querySelector<HTMLElement>(FIELD);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

const FIELD = ":is(input:not([type='hidden']), select, textarea):not(:disabled)";
