const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"]; // prettier-ignore

/** A cron line in words, without its zone: `Every Monday at 6:00 AM`. A line it has no words for is returned as is. */
export function describeCron(cron: string): string {
  const parts = cron.trim().split(/\s+/);
  if (parts.length === 6) return describeShort(parts) ?? `By the line ${cron}`;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = parts;
  const when = describeDays(day, month, weekday);
  if (parts.length !== 5 || when === null || !/^\d{1,2}$/.test(minute)) return `By the line ${cron}`;
  if (/^\d{1,2}$/.test(hour)) return `${when} at ${clock(Number(hour), Number(minute))}`;
  if (hour === "*" && when === "Every day") return `Every hour at minute ${minute}`;
  return `By the line ${cron}`;
}

/* Only the machine's own lines have seconds. */
function describeShort([second = "", minute = "", ...rest]: string[]): string | null {
  if (!rest.every((part) => part === "*")) return null;
  const seconds = /^\*\/(\d+)$/.exec(second);
  const minutes = /^\*\/(\d+)$/.exec(minute);
  if (seconds && minute === "*") return `Every ${seconds[1]} seconds`;
  if (minutes && second === "0") return `Every ${minutes[1]} minutes`;
  return null;
}

function describeDays(day: string, month: string, weekday: string): string | null {
  if (month !== "*") {
    const name = MONTHS[Number(month) - 1];
    return name !== undefined && /^\d{1,2}$/.test(day) && weekday === "*"
      ? `Every year on ${name} ${day}`
      : null;
  }
  if (day === "*") return describeWeekdays(weekday);
  if (weekday !== "*") return null;
  if (day === "L") return "On the last day of every month";
  return /^\d{1,2}$/.test(day) ? `On day ${day} of every month` : null;
}

function describeWeekdays(weekday: string): string | null {
  if (weekday === "*") return "Every day";
  if (weekday === "1-5") return "Every weekday";
  const names = weekday.split(",").map((part) => (/^[0-7]$/.test(part) ? DAYS[Number(part) % 7] : undefined));
  if (names.some((name) => name === undefined)) return null;
  const last = names.at(-1);
  return `Every ${names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`}`;
}

function clock(hour: number, minute: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}
