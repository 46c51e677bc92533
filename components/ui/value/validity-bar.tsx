import { cn } from "@/components/ui/class-names";

type ValidityBarProps = {
  tone: "usable" | "using" | "expired";
  /** Position of now, 0 to 100; clamped to 3 to 94, so that a sliver stays visible. */
  now: number;
  /** Position of the first use, 0 to 100; null if the pass was never used. */
  firstUse: number | null;
  /** Sets the width; 104 px if left out. */
  className?: string;
};

const WIDTH = 104;
const at = (percent: number) => (percent / 100) * WIDTH;

/** A bar from creation over first use to expiration; decorative, the text beside it says the same. */
export function ValidityBar({ tone, now, firstUse, className }: ValidityBarProps) {
  const here = at(tone === "expired" ? 100 : Math.min(94, Math.max(3, now)));
  const used = firstUse === null ? null : at(firstUse);
  const end = tone === "expired" ? at(86) : WIDTH;
  // Drawn with SVG attributes, because the content security policy allows no style attributes.
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} 14`}
      preserveAspectRatio="none"
      className={cn("h-3.5 shrink-0 overflow-visible", className ?? "w-26")}
    >
      <rect x="0" y="5" width={end} height="4" rx="2" className="fill-idle-line" />
      {tone === "usable" ? <Part from={here} to={end} className="fill-ok-dot" /> : null}
      {tone === "using" ? (
        <>
          <Part from={used ?? 0} to={here} className="fill-info-line" />
          <Part from={here} to={end} className="fill-info-dot" />
          {used === null ? null : <rect x={used - 1} y="5" width="2" height="4" className="fill-surface" />}
        </>
      ) : null}
      {tone === "expired" && used !== null ? <Part from={used} to={end} className="fill-idle-dot" /> : null}
      <rect x={here - 2.5} y="0" width="5" height="14" rx="2" className="fill-(--row,var(--surface))" />
      <rect x={here - 1} y="1" width="2" height="12" rx="1" className="fill-ink" />
    </svg>
  );
}

function Part({ from, to, className }: { from: number; to: number; className: string }) {
  return <rect x={from} y="5" width={Math.max(0, to - from)} height="4" rx="1" className={className} />;
}
