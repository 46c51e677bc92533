import Link from "next/link";
import type { DriftOwner } from "@/lib/passes/words/drift-words";

type DriftAdviceProps = {
  advice: { headline: string; what_to_do: string; who: DriftOwner };
  /** Link to the correction of the pass; null if the reader may not correct it. */
  correctHref: string | null;
};

export function DriftAdvice({ advice, correctHref }: DriftAdviceProps) {
  return (
    <div className="max-w-180 text-12 text-ink-2">
      <b className="font-medium text-ink">{advice.headline}.</b> {advice.what_to_do}{" "}
      <Who who={advice.who} correctHref={correctHref} />
    </div>
  );
}

function Who({ who, correctHref }: { who: DriftOwner; correctHref: string | null }) {
  if (who === "wait") return <span className="font-medium">Nothing to do now.</span>;
  if (who === "support") return <span className="font-medium">Support can settle this.</span>;
  if (correctHref === null) return <span className="font-medium">Ask an admin.</span>;
  return (
    <Link href={correctHref} scroll={false} className="link rounded-tag whitespace-nowrap">
      Correct this pass…
    </Link>
  );
}
