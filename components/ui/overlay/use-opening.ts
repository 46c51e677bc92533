"use client";

import { type RefObject, useRef, useState } from "react";

export interface Opening<Opener extends HTMLElement> {
  opener: RefObject<Opener | null>;
  isOpen: boolean;
  /** True from the first opening on: the panel is then loaded and stays mounted. */
  wasOpened: boolean;
  setOpen: (isOpen: boolean) => void;
  buttonProps: {
    ref: RefObject<Opener | null>;
    "aria-haspopup": "dialog";
    "aria-expanded": boolean;
    onClick: () => void;
  };
}

/** The state of a panel that a button opens and that loads when first opened. */
export function useOpening<Opener extends HTMLElement = HTMLButtonElement>(): Opening<Opener> {
  const opener = useRef<Opener>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const setOpen = (open: boolean) => {
    setIsOpen(open);
    if (open) setWasOpened(true);
  };
  return {
    opener,
    isOpen,
    wasOpened,
    setOpen,
    buttonProps: {
      ref: opener,
      "aria-haspopup": "dialog",
      "aria-expanded": isOpen,
      onClick: () => setOpen(!isOpen),
    },
  };
}
