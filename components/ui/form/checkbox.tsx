"use client";

import { useCallback, type ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { mixed?: boolean };

/** A checkbox with a third, mixed state. Name it with a label around it or with `aria-label`. */
export function Checkbox({ mixed = false, className, ...rest }: CheckboxProps) {
  const setMixed = useCallback(
    (box: HTMLInputElement | null) => {
      if (box) box.indeterminate = mixed;
    },
    [mixed],
  );
  return <input {...rest} ref={setMixed} type="checkbox" className={cn("tick", className)} />;
}
