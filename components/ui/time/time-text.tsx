type TimeTextProps = {
  /** UTC, as the API gives it. */
  iso: string;
  /** The time, already formatted by lib/format. */
  text: string;
  /** The full local time and UTC, as a tooltip. */
  title?: string;
  className?: string;
};

export function TimeText({ iso, text, title, className }: TimeTextProps) {
  return (
    <time dateTime={iso} title={title} className={className}>
      {text}
    </time>
  );
}
