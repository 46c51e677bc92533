import { findOrderReference, findRiderContact, spreadPassValues } from "@/db/bench/benchmark";
import { search } from "@/lib/search/search";
import { type Bench, timeCase } from "@/cli/bench/bench";
import { write } from "@/cli/bench/desk";

/** The lookup of one value of each kind, found and not found, and of long pastes. */
export async function measureLookup(bench: Bench): Promise<void> {
  for (const [name, text] of await texts(bench)) {
    await timeCase(bench, bench.manager, {
      group: "lookup",
      case: name,
      family: name,
      bounds: { most_p95_ms: 60 },
      path: "/api/v1/search",
      question: write(bench.manager, "POST", { q: text }),
      verb: (ctx) => search(ctx, { text, personal: true }),
    });
  }
}

async function texts({ owner, sample }: Bench): Promise<[name: string, text: string][]> {
  const [rider, reference] = await Promise.all([
    sample.user_id === null ? null : findRiderContact(owner, sample.user_id),
    sample.order_uuid === null ? null : findOrderReference(owner, sample.order_uuid),
  ]);
  const uuids = await spreadPassValues(owner, "pass_uuid", 50);
  const serials = await spreadPassValues(owner, "serial", 500);
  const mail = `Hello, my name is on file under ${rider?.email ?? ""}, phone ${rider?.phone_number ?? ""}. The pass
    ${sample.serial ?? ""} from order ${reference ?? ""} did not open on Nov 18 at 8:14 am.`;
  const found: [string, string | null | undefined][] = [
    ["pass id", sample.pass_uuid],
    ["first eight characters of a pass id", sample.pass_uuid?.slice(0, 8)],
    ["serial", sample.serial],
    ["order id", sample.order_uuid],
    ["order reference", reference],
    ["event id", sample.event_uuid],
    ["a bare number", sample.user_id],
    ["e-mail", rider?.email],
    ["phone", rider?.phone_number],
    ["last name", rider?.last_name],
    ["a complaint mail", mail],
    ["pass id of nobody", "00000000-0000-4000-8000-000000000000"],
    ["e-mail of nobody", "nobody.at.all@example.com"],
    ["name of nobody", "Qqqqzzz"],
    ["50 pass ids", uuids.join("\n")],
    ["500 serials", serials.join("\n")],
  ];
  // Skips what the sample pass lacks.
  return found.flatMap(([name, text]): [string, string][] => (text ? [[name, text]] : []));
}
