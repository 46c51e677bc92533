import { CircleAlert, CircleCheck, EqualNot, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

type BannerTone = "info" | "ok" | "warn" | "bad" | "drift";

type BannerProps = {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Announced by screen readers when it appears; for errors and conflicts. */
  isAlert?: boolean;
  /** Fills its panel from edge to edge. */
  isFlush?: boolean;
  className?: string;
};

/** A message that stays in the page, above what it is about. */
export function Banner(props: BannerProps) {
  const { tone = "info", title, children, action, isAlert = false, isFlush = false, className } = props;
  const { look, iconLook, Icon } = LOOKS[tone];
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className={cn(
        "flex gap-2.5 px-3 py-2.5 text-ink-2 forced-colors:border",
        !isFlush && "rounded-control",
        look,
        className,
      )}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", iconLook)} />
      <div className="min-w-0 flex-1">
        {title ? <b className="text-ink">{title} </b> : null}
        {children}
      </div>
      {action}
    </div>
  );
}

const LOOKS = {
  info: { look: "bg-info-bg", iconLook: "text-info-fg", Icon: Info },
  ok: { look: "bg-ok-bg", iconLook: "text-ok-fg", Icon: CircleCheck },
  warn: { look: "bg-warn-bg", iconLook: "text-warn-fg", Icon: TriangleAlert },
  bad: { look: "bg-bad-bg", iconLook: "text-bad-fg", Icon: CircleAlert },
  drift: { look: "bg-drift-bg", iconLook: "text-drift-fg", Icon: EqualNot },
} as const;
