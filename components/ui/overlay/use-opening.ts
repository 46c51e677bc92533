"use client";

import { type RefObject, useRef, useState } from "react";

export interface Opening<Opener extends HTMLElement> {
  opener: RefObject<Opener | null>;
  isOpen: boolean;
  /** Once true, what opens is fetched and stays. */
  wasOpened: boolean;
  setOpen: (isOpen: boolean) => void;
  /** For the button that opens it. */
  buttonProps: {
    ref: RefObject<Opener | null>;
    "aria-haspopup": "dialog";
    "aria-expanded": boolean;
    onClick: () => void;
  };
}

/** The state of something that a button opens and that is fetched at its first opening. */
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
