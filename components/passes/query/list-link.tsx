"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { useList } from "./list-context";

type ListLinkProps = Omit<ComponentProps<typeof Link>, "href"> & {
  to: Parameters<ReturnType<typeof useList>["apply"]>[0];
};

/** A link to another state of the list; the old rows stay until the new ones arrive. */
export function ListLink({ to, ...rest }: ListLinkProps) {
  const { hrefOf, apply } = useList();
  return (
    <Link
      {...rest}
      href={hrefOf(to)}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        apply(to);
      }}
    />
  );
}
