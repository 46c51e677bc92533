import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Tag } from "@/components/ui/value/tag";
import { EditRuleButton } from "./edit-rule-button";
import { activationText, shelfLifeText, windowText } from "./fare-rule-words";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, headTailId, zoneLabel } from "@/lib/format";
import type { ProductRule } from "@/lib/fares/fare-rule";

export type FareRulesSectionProps = {
  products: readonly ProductRule[];
  canChange: boolean;
  /** The reader's role, named if it may not change the rules. */
  role: string;
  agencyZone: string;
  zone: string;
  now: string;
};

export function FareRulesSection(props: FareRulesSectionProps) {
  const { products, canChange, role, zone, now } = props;
  return (
    <section aria-labelledby="fare-rules" className="min-w-0">
      <LoadedAgo now={now} />
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-6 pt-2 pb-3 max-md:px-4">
        <h2 id="fare-rules">Fare rules</h2>
        <p className="text-ink-3">
          They explain a pass. What the provider says of its end always counts more.{" "}
          {canChange ? null : `Admins change them. Your role is ${role}.`}
        </p>
        <span className="ml-auto text-12 text-ink-3 max-md:ml-0">{zoneLabel(zone, now)}</span>
      </div>
      <Table
        phone="stack"
        caption="Fare rules by product"
        columns={canChange ? [...COLUMNS, CHANGE] : COLUMNS}
        rows={products}
        rowKey={({ provider, product_uuid }) => `${provider} ${product_uuid}`}
        rowClassName="max-md:relative"
        given={props}
        whenEmpty={
          <p className="px-6 py-4 text-ink-2 max-md:px-4">
            No product is known yet. Products come with the first passes.
          </p>
        }
      />
    </section>
  );
}

const COLUMNS: readonly Column<ProductRule, FareRulesSectionProps>[] = [
  {
    label: "Product",
    cell: (product) => <Product product={product} />,
    cellClassName: "max-md:min-h-11 max-md:pr-28",
  },
  { label: "Ride window", cell: ({ rule }) => <Window rule={rule} /> },
  {
    label: "Unused, it keeps",
    cell: ({ rule }) => rule && <Told name="Unused, it keeps">{shelfLifeText(rule)}</Told>,
    cellClassName: "tabular-nums",
  },
  { label: "First use", cell: ({ rule }) => rule && <Told name="First use">{activationText(rule)}</Told> },
  {
    label: "Source",
    cell: ({ rule }) => rule && (rule.source ?? "Not recorded"),
    cellClassName: "max-w-72 break-words text-ink-2",
  },
  {
    label: "Changed",
    cell: ({ modified_on }, clock) => modified_on && <Changed iso={modified_on} {...clock} />,
    cellClassName: "whitespace-nowrap text-ink-2 tabular-nums",
  },
];

const CHANGE: (typeof COLUMNS)[number] = {
  label: "Change",
  isLabelHidden: true,
  cell: (product, { agencyZone }) => <EditRuleButton product={product} agencyZone={agencyZone} />,
  cellClassName: "text-right max-md:absolute max-md:top-2.5 max-md:right-4",
};

function Product({ product: { product_name, product_uuid } }: { product: ProductRule }) {
  return (
    <>
      <span className="font-medium">{product_name ?? "Product without a name"}</span>{" "}
      <span className="mono block text-12 text-ink-3">{headTailId(product_uuid)}</span>
    </>
  );
}

function Window({ rule }: Pick<ProductRule, "rule">) {
  if (rule === null) return <span className="text-ink-3">We do not know the rule for this product</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {windowText(rule)}
      {rule.is_assumed ? <Tag tone="warn">Assumed</Tag> : null}
      {rule.is_reward ? <Tag tone="accent">Reward</Tag> : null}
    </span>
  );
}

/* Stacked columns have no visible headers, so the name is repeated beside the value. */
function Told({ name, children }: { name: string; children: string }) {
  return (
    <>
      <span aria-hidden className="text-ink-3 md:hidden">
        {name}
      </span>{" "}
      {children}
    </>
  );
}

function Changed({ iso, zone, now }: { iso: string; zone: string; now: string }) {
  return (
    <>
      <span aria-hidden className="text-ink-3 md:hidden">
        Changed{" "}
      </span>
      <TimeText iso={iso} text={formatTime(iso, { zone, now })} title={formatTimeTitle(iso, { zone })} />
    </>
  );
}
