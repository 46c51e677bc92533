"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";

type PasswordInputProps = Omit<ComponentProps<"input">, "type" | "size"> & { invalid?: boolean };

export function PasswordInput({ invalid, ...rest }: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="control pr-1" data-size="lg">
      <input
        {...rest}
        type={isShown ? "text" : "password"}
        aria-invalid={invalid || undefined}
        autoCapitalize="off"
        spellCheck={false}
      />
      <button
        type="button"
        aria-label="Show password"
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="grid size-8 shrink-0 place-items-center rounded-tag text-ink-3 hover:bg-hover hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}
