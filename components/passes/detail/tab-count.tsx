export function TabCount({ value }: { value: number }) {
  return <span className="text-12 font-normal text-ink-3 tabular-nums">{value}</span>;
}
