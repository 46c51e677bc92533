import { ChevronRight, History } from "lucide-react";
import Link from "next/link";
import { useState, useSyncExternalStore } from "react";
import { clearRecent, readRecent, type RecentLookUp } from "./kept-look-ups";
import { FoundSection } from "./found-section";
import { Button } from "@/components/ui/button";

const never = () => () => undefined;
// A string, because `useSyncExternalStore` needs the same snapshot from two reads of the same storage.
const keptText = () => JSON.stringify(readRecent());

/** The page of look-ups before the first one: recent look-ups on this device and examples of what to paste. */
export function LookUpStart() {
  const kept = useSyncExternalStore(never, keptText, () => "[]");
  const [isCleared, setCleared] = useState(false);
  const recent = isCleared ? [] : (JSON.parse(kept) as RecentLookUp[]);
  const clear = () => {
    clearRecent();
    setCleared(true);
    document.getElementById("look-up")?.focus();
  };
  return (
    <div className="grid max-w-190 gap-x-10 gap-y-6 md:grid-cols-2">
      <Examples />
      {recent.length > 0 ? <Recent recent={recent} onClear={clear} /> : null}
    </div>
  );
}

function Recent({ recent, onClear }: { recent: readonly RecentLookUp[]; onClear: () => void }) {
  return (
    <div className="max-md:order-first">
      <FoundSection
        title="Recent look-ups"
        count={String(recent.length)}
        action={
          <Button variant="ghost" size="sm" onClick={onClear}>
            Clear
          </Button>
        }
      >
        <ul className="border-t">
          {recent.map((each) => (
            <li key={each.href} className="border-b border-line-soft">
              <RecentLink {...each} />
            </li>
          ))}
        </ul>
      </FoundSection>
    </div>
  );
}

function Examples() {
  return (
    <FoundSection title="What you can paste" count="">
      <dl className="border-t">
        {EXAMPLES.map(([name, example]) => (
          <div key={name} className="flex min-h-9 items-center gap-3 border-b border-line-soft py-1">
            <dt className="w-36 shrink-0 text-ink-2">{name}</dt>
            <dd className="mono min-w-0 break-words">{example}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-3 text-12 text-ink-3">
        A whole mail works too: the IDs, contacts and times in it are picked out. What you paste stays out of
        addresses and logs.
      </p>
    </FoundSection>
  );
}

function RecentLink({ href, title, detail }: RecentLookUp) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-9 items-center gap-2 py-1 -outline-offset-2 hover:bg-hover max-md:min-h-11"
    >
      <History aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{title}</span>{" "}
        {title.startsWith(detail) ? null : <span className="ml-1 text-12 text-ink-3">{detail}</span>}
      </span>
      <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
    </Link>
  );
}

// Written the way people write them; none belongs to a real rider.
const EXAMPLES: readonly (readonly [name: string, example: string])[] = [
  ["Pass or order ID", "5b00c002-70701-…"],
  ["Serial", "7525-0000-…"],
  ["Rider or row number", "rider 20481"],
  ["Email", "name@example.com"],
  ["Phone, any writing", "(713) 555-0147"],
  ["Name", "Denise Okafor"],
];
