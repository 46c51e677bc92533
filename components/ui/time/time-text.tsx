type TimeTextProps = {
  /** UTC instant, as the API gives it. */
  iso: string;
  /** The time as it is read, already formatted by lib/format. */
  text: string;
  /** Full local time and UTC. */
  title?: string;
  className?: string;
};

/** A time that machines can read too. */
export function TimeText({ iso, text, title, className }: TimeTextProps) {
  return (
    <time dateTime={iso} title={title} className={className}>
      {text}
    </time>
  );
}
