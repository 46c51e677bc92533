import { codeWord } from "@/lib/passes/words/code-words";
import { formatCount, formatDay, formatTime, type Instant } from "@/lib/format";
import type { Money } from "@/lib/money";
import type { Pass } from "@/lib/passes/pass";
import { paidText, priceText } from "@/lib/passes/words/price-words";
import type { CatchUp } from "@/lib/passes/catch-up/catch-up";
import type { RiderRefresh } from "@/lib/riders/rider";

export interface PageClock {
  now: Instant;
  zone: string;
}

/** A moment, always with its day: "today, 9:12 AM", "Nov 12, 8:04 AM", "Feb 10, 2026". */
export function dayAndTime(iso: string, clock: PageClock): string {
  const isToday = formatDay(iso, clock) === formatDay(clock.now, clock);
  return isToday ? `today, ${formatTime(iso, clock)}` : formatTime(iso, clock);
}

/** The price of one pass: an equal share of its order if that divides evenly, otherwise the price of the order. */
export function passPrice(payment: Pass["payment"]): string {
  if (payment === null) return "Not recorded";
  const { price, passes } = payment;
  const cents = Math.round(Number(price.amount) * 100);
  if (passes < 2 || cents % passes !== 0) return paidText(payment);
  return priceText({ ...price, amount: (cents / passes / 100).toFixed(2) });
}

/** Amounts side by side; amounts in different units are never added up. */
export function moneyText(amounts: readonly Money[]): string {
  return amounts.length === 0 ? "None" : amounts.map(priceText).join(" + ");
}

/** The routes that led to this rider's passes, most common first: "Order, 38 passes". */
export function linkLines(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([route, count]) => `${linkWord(route)}, ${count} ${count === 1 ? "pass" : "passes"}`);
}

function linkWord(route: string): string {
  return route === "none" ? "Not recorded" : codeWord("resolved_by", route);
}

export const REFRESH_WORDS: Readonly<Record<RiderRefresh["kind"], string>> = {
  now: "Refresh at once",
  free_tickets: "Free tickets notice",
  scheduled: "Scheduled refresh",
  unknown: "Refresh of an unknown kind",
};

export function refreshState(refresh: RiderRefresh, now: Instant): "Done" | "Pending" | "Missed" {
  if (refresh.is_done) return "Done";
  const due = refresh.scheduled_on;
  return due !== null && Date.parse(due) < new Date(now).getTime() ? "Missed" : "Pending";
}

/** How far the passes of a portal are linked to their riders, while they are linked for the first time. */
export function catchUpText({ done, total }: CatchUp): string {
  if (total === null) return "PassDesk has not begun to link passes to riders.";
  const short = { short: true } as const;
  return `PassDesk is still linking passes to riders: ${formatCount(done, short)} of ${formatCount(total, short)}.`;
}
