import type { ReactNode } from "react";
import type { ConflictProps } from "./conflict-props";
import type { MergeChoice, MergeRow } from "./merge-changes";
import { valueText } from "@/components/corrections/value-text";
import { cn } from "@/components/ui/class-names";
import { After } from "@/components/ui/value/diff";
import { formatTime } from "@/lib/format";
import { REASONS } from "@/lib/corrections/correction-rules";

type MergeTableProps = ConflictProps & { who: string; when: string | null };

const KIND_LABEL = {
  both: "Both changed",
  same: "Same change",
  mine: "Only you",
  theirs: "Only them",
} as const;

/** One line a field; where both changed it, two values to choose from. */
export function MergeTable(props: MergeTableProps) {
  const { rows, who, when, openedAt, zone, now, labels } = props;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 tabular-nums max-md:text-12">
      <caption className="sr-only">Three versions of this pass</caption>
      <thead>
        <tr className="text-left align-bottom text-12 [&>th]:pr-3 [&>th]:pb-2 [&>th]:font-medium [&>th]:text-ink-3 [&>th>b]:block [&>th>b]:text-ink">
          <th scope="col" className="w-28 max-md:w-20">
            Field
          </th>
          <th scope="col">
            <b>When you opened</b>
            {formatTime(openedAt, { zone, now })}
          </th>
          <th scope="col">
            <b>{who}</b>
            {when ?? "since then"}
          </th>
          <th scope="col">
            <b>You</b>not saved
          </th>
        </tr>
      </thead>
      <tbody className="[&_td,&_th]:border-t [&_td,&_th]:py-2.5 [&_td,&_th]:pr-3 [&_td,&_th]:align-top [&_td,&_th]:break-words">
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row" className="text-left font-medium">
              {labels[row.field]}
              <span
                className={cn(
                  "mt-0.5 block text-12",
                  row.kind === "both" ? "text-warn-fg" : "font-normal text-ink-3",
                )}
              >
                {KIND_LABEL[row.kind]}
              </span>
            </th>
            <Values row={row} {...props} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Values({ row, ...props }: { row: MergeRow } & MergeTableProps) {
  const { zone, now } = props;
  const text = (value: MergeRow["mine"]) => valueText(row.field, value, { zone, now }) ?? "Empty";
  const none = <span className="text-ink-3">No change</span>;
  const isContested = row.kind === "both";
  return (
    <>
      <td className="text-ink-2">{text(row.opened)}</td>
      <td>
        {isContested ? (
          <Choice
            choice="theirs"
            row={row}
            {...props}
            note={reasonLabel(props.stale.changed_by?.reason?.code)}
          >
            {text(row.theirs)}
          </Choice>
        ) : row.kind === "mine" ? (
          none
        ) : (
          <After>{text(row.theirs)}</After>
        )}
      </td>
      <td>
        {isContested ? (
          <Choice choice="mine" row={row} {...props} note={reasonLabel(props.reason?.code)}>
            {text(row.mine)}
          </Choice>
        ) : row.kind === "theirs" ? (
          none
        ) : (
          <After>{text(row.mine)}</After>
        )}
      </td>
    </>
  );
}

type ChoiceProps = MergeTableProps & {
  row: MergeRow;
  choice: MergeChoice;
  note: string | null;
  children: ReactNode;
};

function Choice({ row, choice, note, children, choices, onChoose, labels, who }: ChoiceProps) {
  return (
    <label className="-m-1 flex cursor-pointer gap-2 rounded-control border border-line-strong px-2.5 py-2 leading-4.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name={`merge-${row.field}`}
        aria-label={`${labels[row.field]}: keep ${choice === "mine" ? "yours" : `the value of ${who}`}`}
        checked={choices[row.field] === choice}
        onChange={() => onChoose(row.field, choice)}
        className="tick mt-px shrink-0 focus-visible:outline-none"
      />
      <span className="min-w-0">
        {children}
        {note ? <span className="block text-12 text-ink-3">{note}</span> : null}
      </span>
    </label>
  );
}

function reasonLabel(code: string | undefined): string | null {
  return code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code as keyof typeof REASONS] : null;
}
