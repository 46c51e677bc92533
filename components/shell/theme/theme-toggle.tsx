"use client";

import { Moon, Sun } from "lucide-react";
import { chooseTheme, isDarkNow } from "./theme-choice";
import { IconButton } from "@/components/ui/icon-button";

/** Switches between light and dark. CSS picks the icon, so the server need not know what "system" means. */
export function ThemeToggle() {
  return (
    <IconButton
      label="Switch theme"
      onClick={() => chooseTheme(isDarkNow() ? "light" : "dark")}
      icon={
        <>
          <Moon aria-hidden className="dark:hidden" />
          <Sun aria-hidden className="hidden dark:block" />
        </>
      }
    />
  );
}
