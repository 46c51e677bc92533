import { Clock, EqualNot, Pointer, ShoppingBag } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import type { LineMark, LineSpan, ValidityLine } from "./pass-validity-line";
import { formatTime } from "@/lib/format";

type PassValidityGraphicProps = {
  line: ValidityLine;
  /** Names the provider, if it still calls an expired pass valid. */
  differs: string | null;
  zone: string;
  now: Date;
};

/** The life of a pass as a line, or as a list of times on a phone. */
export function PassValidityGraphic(props: PassValidityGraphicProps) {
  const { line, differs, zone, now } = props;
  const moments = line.marks.map(
    ({ label, iso }) => `${label.toLowerCase()} ${formatTime(iso, { zone, now })}`,
  );
  return (
    <section aria-label="Validity" className="mt-4 px-1 max-md:px-1">
      <svg
        role="img"
        aria-label={`Validity: ${[...moments, differs].filter(Boolean).join(", ")}`}
        className="block h-26 w-full overflow-visible max-md:hidden"
      >
        {line.spans.map((span) => (
          <Span key={`${span.from}-${span.look}`} span={span} />
        ))}
        {line.marks.map((mark) => (
          <Mark key={mark.key} mark={mark} text={formatTime(mark.iso, { zone, now })} />
        ))}
        <Now at={line.now} text={`Now, ${formatTime(now, { zone, now })}`} />
        {differs ? (
          <text x="84%" y="84" textAnchor="middle" className="fill-drift-fg text-12 font-medium">
            {differs}
          </text>
        ) : null}
      </svg>
      <Moments {...props} />
    </section>
  );
}

const SPAN_LOOK: Record<LineSpan["look"], string> = {
  waiting: "fill-idle-line",
  ride: "fill-idle-dot",
  left: "fill-info-dot",
  usable: "fill-ok-dot",
  over: "",
  differs: "",
};

function Span({ span }: { span: LineSpan }) {
  const { from, to, look, text } = span;
  const width = Math.max(0, to - from);
  return (
    <>
      {look === "over" || look === "differs" ? (
        <line
          x1={`${from}%`}
          x2={`${to}%`}
          y1="53"
          y2="53"
          strokeWidth={look === "differs" ? 6 : 2}
          strokeDasharray={look === "differs" ? "2 3" : "3 4"}
          className={look === "differs" ? "stroke-drift-dot" : "stroke-line-strong"}
        />
      ) : (
        <rect x={`${from}%`} y="50" width={`${width}%`} height="6" rx="1" className={SPAN_LOOK[look]} />
      )}
      {text && width > 8 ? (
        <text
          x={`${from + width / 2}%`}
          y="73"
          textAnchor="middle"
          className="fill-ink-3 text-11 tabular-nums"
        >
          {text}
        </text>
      ) : null}
    </>
  );
}

function anchorAt(at: number): "start" | "middle" | "end" {
  if (at < 8) return "start";
  return at > 92 ? "end" : "middle";
}

function Mark({ mark, text }: { mark: LineMark; text: string }) {
  const anchor = anchorAt(mark.at);
  return (
    <>
      <rect
        x={`${mark.at}%`}
        y="46"
        width="2"
        height="14"
        rx="1"
        transform="translate(-1 0)"
        className="fill-ink-2"
      />
      <text x={`${mark.at}%`} y="16" textAnchor={anchor} className="fill-ink text-12 font-medium">
        {mark.label}
      </text>
      <text x={`${mark.at}%`} y="32" textAnchor={anchor} className="fill-ink-3 text-12 tabular-nums">
        {text}
      </text>
    </>
  );
}

/*
 * The label of the present moment. At the end of the line it stands above, like the others; between marks it goes
 * below, where it overlaps none of them.
 */
function Now({ at, text }: { at: number; text: string }) {
  const isLast = at >= 100;
  return (
    <>
      <rect
        x={`${at}%`}
        y={isLast ? 26 : 40}
        width="2"
        height={isLast ? 42 : 26}
        rx="1"
        transform="translate(-1 0)"
        className="fill-ink"
      />
      <text
        x={`${at}%`}
        y={isLast ? 16 : 92}
        textAnchor={anchorAt(at)}
        className="fill-ink text-12 font-medium tabular-nums"
      >
        {text}
      </text>
    </>
  );
}

const MARK_ICON = { created: ShoppingBag, used: Pointer, end: Clock } as const;

function Moments({ line, differs, zone, now }: PassValidityGraphicProps) {
  return (
    <dl className="hidden gap-2 max-md:grid">
      {line.marks.map(({ key, label, iso }) => (
        <Moment key={key} Icon={MARK_ICON[key]} label={label} text={formatTime(iso, { zone, now })} />
      ))}
      {differs ? <Moment Icon={EqualNot} label={differs} text="" className="text-drift-fg" /> : null}
    </dl>
  );
}

type MomentProps = { Icon: typeof Clock; label: string; text: string; className?: string };

function Moment({ Icon, label, text, className }: MomentProps) {
  return (
    <div className={cn("flex items-center gap-2", className)}>
      <Icon aria-hidden className={cn("size-4 shrink-0", className ? undefined : "text-ink-3")} />
      <dt className="flex-1">{label}</dt>
      <dd className="text-right text-ink-2 tabular-nums">{text}</dd>
    </div>
  );
}
