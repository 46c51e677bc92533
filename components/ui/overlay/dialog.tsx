"use client";

import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import type { ReactNode, RefObject } from "react";
import { cn } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { allowModalStyles } from "@/components/ui/browser/style-nonce";

allowModalStyles();

export const Dialog = Root;
export const DialogClose = Close;

type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** The element that gets the focus back, if there is no `DialogTrigger`. */
  opener?: RefObject<HTMLElement | null>;
  className?: string;
};

/** The panel of a `Dialog`: one question, 440 px wide. Traps the focus and returns it to the opener. */
export function DialogContent({
  title,
  description,
  children,
  footer,
  opener,
  className,
}: DialogContentProps) {
  return (
    <Portal>
      <Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
      <Content
        onCloseAutoFocus={(event) => {
          if (!opener) return;
          event.preventDefault();
          opener.current?.focus();
        }}
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-110 max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 animate-fade flex-col overflow-hidden rounded-dialog bg-raised shadow-dialog outline-none forced-colors:border",
          className,
        )}
      >
        <div className="flex items-start gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <Title className="text-16 leading-6">{title}</Title>
            {description ? <Description className="mt-1 text-ink-2">{description}</Description> : null}
          </div>
          <Close asChild>
            <IconButton label="Close" icon={<X aria-hidden />} />
          </Close>
        </div>
        <div className="min-h-0 flex-1 overflow-auto px-5 pb-4">{children}</div>
        {footer ? (
          <div className="flex items-center justify-end gap-2 border-t bg-surface-2 px-4 py-3">{footer}</div>
        ) : null}
      </Content>
    </Portal>
  );
}
