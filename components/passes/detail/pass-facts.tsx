import Link from "next/link";
import type { ReactNode } from "react";
import { OtherFacts } from "./other-facts";
import { PassPins } from "./pass-pins";
import { PinMark } from "./pin-mark";
import { noRiderText } from "@/components/passes/no-rider";
import { RevealField } from "@/components/riders/reveal/reveal-field";
import { AsidePart, Nothing } from "@/components/ui/page/aside-part";
import { Age } from "@/components/ui/time/age";
import { Avatar } from "@/components/ui/avatar";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import { TimeText } from "@/components/ui/time/time-text";
import { formatFull, formatTime, formatTimeTitle, headTailId, zoneLabel } from "@/lib/format";
import type { FieldView } from "@/lib/fields/field-spec";
import { codeWord } from "@/lib/passes/words/code-words";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";
import type { PassPin } from "@/lib/corrections/pins/pass-pin";
import { paidText, paymentTypeText } from "@/lib/passes/words/price-words";
import { providerName } from "@/lib/passes/words/provider-name";
import type { RiderRoutes } from "@/lib/passes/rider-routes";
import { staleAfter } from "@/lib/passes/stale-after";

export type PassFactsProps = {
  pass: Pass;
  routes: RiderRoutes;
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  fields: readonly FieldView<PassField>[];
  /** The label of every reason for a correction. */
  reasons: Readonly<Record<string, string>>;
  pins: readonly PassPin[];
  canPin: boolean;
  zone: string;
  now: Date;
};

export function PassFacts(props: PassFactsProps) {
  return (
    <aside
      aria-label="Facts"
      className="min-h-0 overflow-auto border-l bg-surface-2 print:overflow-visible max-lg:grid max-lg:grid-cols-2 max-lg:overflow-visible max-lg:border-t max-lg:border-l-0 max-md:block [&_dl>div]:grid-cols-[84px_minmax(0,1fr)] [&_dl>div]:gap-x-2"
    >
      <Rider {...props} />
      <Times {...props} />
      <PassPins {...props} />
      <Ids {...props} />
      <Sync {...props} />
    </aside>
  );
}

function label(text: string, fields: readonly string[], { pins, zone, now }: PassFactsProps): ReactNode {
  return (
    <>
      {text}
      <PinMark {...{ pins, fields, zone, now }} />
    </>
  );
}

function Rider(props: PassFactsProps) {
  const { pass, routes } = props;
  const { rider, user_id } = pass;
  return (
    <AsidePart title={label("Rider", ["user_id"], props)}>
      {user_id === null ? (
        <p className="text-ink-2">{noRiderText(pass)}</p>
      ) : (
        <>
          <div className="flex items-center gap-3">
            <Avatar name={rider?.display_name ?? "?"} size="lg" />
            <div className="min-w-0">
              <Link href={`/riders/${user_id}`} className="link block truncate rounded-tag font-medium">
                {rider?.display_name ?? "Rider not on record"}
              </Link>
              <p className="text-12 text-ink-3 tabular-nums">Rider {user_id}</p>
            </div>
          </div>
          <Facts className="mt-3">
            <KeyValue label="Email">
              <RevealField userId={user_id} field="email" masked={rider?.email_masked ?? null} />
            </KeyValue>
            <KeyValue label="Linked through">
              {pass.resolved_by === null ? (
                <Nothing>Not recorded</Nothing>
              ) : (
                codeWord("resolved_by", pass.resolved_by)
              )}
              {routes.disagree ? (
                <span className="block text-12 font-medium text-warn-fg">Other ways name another rider</span>
              ) : null}
            </KeyValue>
          </Facts>
        </>
      )}
    </AsidePart>
  );
}

function Times(props: PassFactsProps) {
  const { pass, zone, now } = props;
  const moment = (iso: string | null) =>
    iso === null ? (
      <Nothing>None</Nothing>
    ) : (
      <TimeText
        iso={iso}
        text={factTime(iso, zone)}
        title={formatTimeTitle(iso, { zone })}
        className="tabular-nums"
      />
    );
  return (
    <AsidePart title="Facts">
      <Facts>
        <KeyValue label="Created">{moment(pass.time_created)}</KeyValue>
        <KeyValue label={label("First used", ["time_used"], props)}>{moment(pass.time_used)}</KeyValue>
        <KeyValue label={label("Expiration", ["expiration"], props)}>{moment(pass.expiration)}</KeyValue>
        <KeyValue label={label("Uses", ["uses_count", "allowed_uses"], props)}>{usesText(pass)}</KeyValue>
        <KeyValue label="Price">
          {pass.payment ? paidText(pass.payment) : <Nothing>Not recorded</Nothing>}
        </KeyValue>
        <KeyValue label="Payment">
          {pass.payment ? paymentTypeText(pass.payment.type) : <Nothing>Not recorded</Nothing>}
        </KeyValue>
        <KeyValue label="Updated">
          {pass.modified_on ? formatTime(pass.modified_on, { zone, now }) : <Nothing>Not recorded</Nothing>}
        </KeyValue>
        <OtherFacts
          pass={pass}
          fields={props.fields}
          labelOf={(view) => label(view.label, [view.field], props)}
          moment={moment}
        />
      </Facts>
    </AsidePart>
  );
}

/* Without the zone, which is shown once, under Sync. */
function factTime(iso: string, zone: string): string {
  return formatFull(iso, { zone }).replace(/\u00a0\S+$/, "");
}

function usesText({ allowed_uses, uses_count }: Pass): ReactNode {
  if (allowed_uses === null && uses_count === null) return <Nothing>Not recorded</Nothing>;
  const limit = allowed_uses === null ? "an unknown number" : allowed_uses <= 0 ? "unlimited" : allowed_uses;
  return `${uses_count ?? "Unknown"} of ${limit}`;
}

function Ids(props: PassFactsProps) {
  const { pass } = props;
  const id = (name: string, value: string | null) =>
    value === null ? (
      <Nothing>None</Nothing>
    ) : (
      <CopyButton value={value} name={`${name} ID`}>
        <span className="mono">{headTailId(value)}</span>
      </CopyButton>
    );
  return (
    <AsidePart title="IDs">
      <Facts>
        <KeyValue label="Portal row">{id("Portal row", pass.id)}</KeyValue>
        <KeyValue label="Pass">{id("Pass", pass.pass_uuid)}</KeyValue>
        <KeyValue label="Serial">{id("Serial", pass.serial)}</KeyValue>
        <KeyValue label={label("Order", ["order_uuid"], props)}>{id("Order", pass.order_uuid)}</KeyValue>
        <KeyValue label={label("Product", ["product_uuid", "product_name"], props)}>
          {id("Product", pass.product_uuid)}
        </KeyValue>
        <KeyValue label="Event">{id("Event", pass.event_uuid)}</KeyValue>
        <KeyValue label="Rider token">
          <Nothing>Stored, never shown</Nothing>
        </KeyValue>
      </Facts>
    </AsidePart>
  );
}

function Sync({ pass, zone, now }: PassFactsProps) {
  const provider = providerName(pass.provider);
  const age = pass.synced_on ? (
    <Age
      {...{ iso: pass.synced_on, now: now.toISOString(), zone }}
      stale_after_ms={staleAfter(pass.status)}
      isLong
    />
  ) : null;
  return (
    <AsidePart title="Sync">
      <Facts>
        <KeyValue label="Provider">{provider}</KeyValue>
        <KeyValue label="Last checked">{age ?? <Nothing>Never</Nothing>}</KeyValue>
        <KeyValue label={`${provider} says`}>
          {pass.provider_status === null ? (
            <Nothing>Nothing yet</Nothing>
          ) : (
            <>
              <span className="mono">{pass.provider_status}</span>
              {age ? <span className="text-ink-3">, {age}</span> : null}
            </>
          )}
        </KeyValue>
        <KeyValue label="Times">{zoneLabel(zone, now)}</KeyValue>
      </Facts>
    </AsidePart>
  );
}
