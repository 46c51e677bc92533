import type { ReactNode } from "react";
import { RevealField } from "@/components/riders/reveal/reveal-field";
import { linkLines } from "./rider-words";
import { AsidePart, Nothing } from "@/components/ui/page/aside-part";
import { Age } from "@/components/ui/time/age";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import { zoneLabel } from "@/lib/format";
import { providerName } from "@/lib/passes/words/provider-name";
import type { Rider } from "@/lib/riders/rider";

type RiderAsideProps = { rider: Rider; canReveal: boolean; notes: ReactNode; zone: string; now: Date };

const OLD_MS = 60 * 60_000;
/* Two ages closer than this look the same, so only one is shown. */
const APART_MS = 60_000;

export function RiderAside({ rider, canReveal, notes, zone, now }: RiderAsideProps) {
  return (
    <aside
      aria-label="Facts"
      className="min-h-0 overflow-auto border-l bg-surface-2 max-lg:grid max-lg:grid-cols-2 max-lg:overflow-visible max-lg:border-t max-lg:border-l-0 max-md:block [&_dl>div]:grid-cols-[84px_minmax(0,1fr)] [&_dl>div]:gap-x-2"
    >
      <Contact rider={rider} canReveal={canReveal} />
      <Account rider={rider} zone={zone} now={now} />
      <div className="px-5 py-4 max-lg:col-span-2 max-md:px-4">{notes}</div>
    </aside>
  );
}

function Contact({ rider, canReveal }: { rider: Rider; canReveal: boolean }) {
  const value = (field: "email" | "phone", masked: string | null) =>
    canReveal ? (
      <RevealField userId={rider.user_id} field={field} masked={masked} />
    ) : (
      (masked ?? <Nothing>None</Nothing>)
    );
  return (
    <AsidePart title="Contact">
      {rider.state === "deleted" ? (
        <p className="text-ink-2">The contact was blanked when the account was deleted.</p>
      ) : (
        <Facts>
          <KeyValue label="Email">{value("email", rider.email_masked)}</KeyValue>
          <KeyValue label="Phone">{value("phone", rider.phone_masked)}</KeyValue>
        </Facts>
      )}
    </AsidePart>
  );
}

function Account({ rider, zone, now }: Pick<RiderAsideProps, "rider" | "zone" | "now">) {
  const { provider_account: account } = rider;
  return (
    <AsidePart title="Account">
      <Facts>
        <KeyValue label="Rider ID">
          <CopyButton value={rider.user_id} name="Rider ID">
            <span className="mono">{rider.user_id}</span>
          </CopyButton>
        </KeyValue>
        <KeyValue label="Provider">
          {providerName(account.provider)},{" "}
          {account.linked ? <span className="text-ok-fg">linked</span> : <span>not linked</span>}
        </KeyValue>
        <KeyValue label="Token">
          <Nothing>{account.linked ? "Stored, never shown" : "None"}</Nothing>
        </KeyValue>
        <KeyValue label="Synced">
          <Synced rider={rider} zone={zone} now={now} />
        </KeyValue>
        <KeyValue label="Linked through">
          <LinkedThrough counts={rider.resolved_by} />
        </KeyValue>
        {rider.counts.repeated > 0 ? (
          <KeyValue label="Left out">{repeatsText(rider.counts.repeated)}</KeyValue>
        ) : null}
        <KeyValue label="Times">{zoneLabel(zone, now)}</KeyValue>
      </Facts>
    </AsidePart>
  );
}

/* The routes from the passes to the rider, the most common first. */
function LinkedThrough({ counts }: { counts: Rider["resolved_by"] }) {
  const lines = linkLines(counts);
  if (lines.length === 0) return <Nothing>No passes</Nothing>;
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}

function repeatsText(rows: number): string {
  return rows === 1 ? "1 row that repeats a pass" : `${rows} rows that repeat a pass`;
}

/* An expired pass is no longer synced, so only the age of a pass that still works can mislead. */
function Synced({ rider, zone, now }: Pick<RiderAsideProps, "rider" | "zone" | "now">) {
  const { newest, oldest_live } = rider.synced;
  if (newest === null) return <Nothing>Never</Nothing>;
  const age = { zone, now: now.toISOString() };
  return (
    <>
      <Age {...age} iso={newest} stale_after_ms={oldest_live === null ? undefined : OLD_MS} />
      {oldest_live !== null && Date.parse(newest) - Date.parse(oldest_live) >= APART_MS ? (
        <span className="block text-12 text-ink-3">
          oldest of a usable pass <Age {...age} iso={oldest_live} stale_after_ms={OLD_MS} />
        </span>
      ) : null}
    </>
  );
}
