import type { OddValues } from "@/db/doctor/odd-values";
import type { PortalTable } from "@/db/doctor/portal-tables";
import type { PassTie } from "@/db/portal/pass-ties";
import type { Lack } from "@/db/portal/portal-views";
import type { DescribedStep } from "@/db/schema/steps/describe-steps";
import type { Finding } from "@/lib/database/finding";
import { fine, worse } from "@/lib/database/finding";

const MIB = 1024 ** 2;
const number = (value: number) => value.toLocaleString("en-US");
const size = (bytes: number) =>
  bytes >= 1024 * MIB ? `${(bytes / 1024 / MIB).toFixed(1)} GiB` : `${Math.ceil(bytes / MIB)} MiB`;

/** How the server keeps a table, and what of that the migration meets. Pure. */
export function judgeTable(table: PortalTable): Finding[] {
  const parts = [
    table.engine,
    table.row_format.toLowerCase(),
    ...table.collations,
    `about ${number(table.rows)} rows`,
    size(table.bytes),
    ...(table.triggers > 0 ? [`${table.triggers} triggers`] : []),
    ...(table.foreign_keys > 0 ? [`${table.foreign_keys} foreign keys`] : []),
  ];
  const check = `table ${table.name}`;
  const looks = fine(check, `${parts.join(", ")}.`);
  if (table.engine === "InnoDB") return [looks];
  const isPass = table.name === "bytemark_pass";
  return [
    looks,
    worse(check, "warn", {
      sentence: isPass
        ? `${table.engine} cannot take back half a change, so migrate makes it InnoDB by a copy, during which the portal's writing waits.`
        : `${table.engine} locks the whole table while the portal writes: PassDesk's reads wait for it.`,
      mend: isPass
        ? "Plan a quiet hour and call migrate with --allow-copy, or convert it before with your online-schema tool."
        : `When it suits you: ALTER TABLE ${table.name} ENGINE=InnoDB;`,
    }),
  ];
}

const TIE_WORDS: Record<PassTie["does"], string> = {
  blocks: "So PassDesk archives no pass of this portal; everything else works.",
  keeps: "PassDesk does not archive those.",
  met: "PassDesk archives all the same.",
};
const TIE_MENDS: Record<PassTie["does"], string | null> = {
  blocks: "Once the portal does without it: `passdesk migrate`. Then passes can be archived.",
  keeps: null,
  met: "Look whether what it writes may be there twice before you restore passes.",
};

/** What of the portal's own a pass meets on its way to the archive and back. Pure. */
export function judgeTies(ties: readonly PassTie[]): Finding[] {
  const check = "archive";
  if (ties.length === 0) {
    return [
      fine(check, "No foreign key and no trigger of the portal stands in the way of archiving passes."),
    ];
  }
  return ties.map(({ does, sentence }) => {
    const said = `${sentence} ${TIE_WORDS[does]}`;
    return does === "keeps"
      ? fine(check, said)
      : worse(check, "warn", { sentence: said, mend: TIE_MENDS[does] });
  });
}

/** What PassDesk would read and this portal does not have. Pure. */
export function judgeLacks(lacks: readonly Lack[]): Finding[] {
  if (lacks.length === 0) return [fine("columns", "Everything that PassDesk reads is there.")];
  return lacks.map(({ table, column, sentence, is_fatal }) => {
    const check = column === null ? `table ${table}` : `column ${table}.${column}`;
    if (is_fatal) {
      return worse(check, "fail", {
        sentence: `${sentence} PassDesk cannot work without it.`,
        mend: "Check that MIGRATION_DATABASE_URL names the portal's own schema.",
      });
    }
    return worse(check, "warn", {
      sentence: `${sentence} PassDesk works without it and shows nothing in its place.`,
      mend: null,
    });
  });
}

/** Of tables that the portal may keep in each other's place, all that are there; PassDesk reads the first. Pure. */
export function judgeAlternatives([read, ...others]: readonly string[]): Finding[] {
  if (read === undefined || others.length === 0) return [];
  const [other = ""] = others;
  return [
    worse(`table ${other}`, "warn", {
      sentence: `${read} and ${others.join(", ")} are both there. PassDesk reads ${read} alone and ignores ${others.join(", ")}. Once the portal has given up ${read} and has no table of that name, \`passdesk migrate\` turns to ${other}.`,
      mend: null,
    }),
  ];
}

/** Values that cannot be read; null where there was no time to count. Pure. */
export function judgeOddValues(table: string, odd: readonly OddValues[] | null): Finding[] {
  const check = `values of ${table}`;
  if (odd === null) {
    return [
      worse(check, "warn", {
        sentence:
          "Not counted: reading the table takes too long. Values that cannot be read are shown as empty.",
        mend: null,
      }),
    ];
  }
  if (odd.length === 0) return [fine(check, "Every value can be read.")];
  return odd.map(({ column, rows, ids }) =>
    worse(check, "warn", {
      sentence: `${number(rows)} ${rows === 1 ? "row holds" : "rows hold"} a ${column} that cannot be read (id ${ids.join(", ")}). It stays as it is and is shown as empty.`,
      mend: `To look at them: SELECT id, ${column} FROM ${table} WHERE id IN (${ids.join(", ")});`,
    }),
  );
}

/** Rows that repeat another's pass. Pure. */
export function judgeDuplicates(counted: { rows: number; different: number } | null): Finding {
  const check = "duplicates";
  if (counted === null) {
    return worse(check, "warn", {
      sentence: "Not counted: reading bytemark_pass takes too long. The worker marks them.",
      mend: null,
    });
  }
  const repeats = counted.rows - counted.different;
  if (repeats === 0) return fine(check, "No row of bytemark_pass repeats another's pass.");
  return worse(check, "warn", {
    sentence: `${number(repeats)} rows of bytemark_pass repeat another's pass_uuid. All stay; the worker marks them as duplicates of the first.`,
    mend: null,
  });
}

/** A step that needs a copy stops the migration until it is allowed. Pure. */
export function judgeSteps(steps: readonly DescribedStep[]): Finding[] {
  if (steps.length === 0) return [fine("migrate", "The schema is as this version wants it.")];
  return steps.map(({ table, title, how, others, seconds }) => {
    const sentence = `${table}: ${title}. ${how}, about ${number(seconds)} s; ${others}.`;
    if (!how.includes("--allow-copy")) return fine("migrate", sentence);
    return worse("migrate", "warn", {
      sentence,
      mend: "Call migrate with --allow-copy in a quiet hour, or give `migrate --print` to your online-schema tool.",
    });
  });
}

/* A key of an index with the primary key behind it, on average, with the room that a B-tree leaves free. */
const BYTES_A_KEY = 60;

/** The room that the new indexes take on the database's disk, as an estimate. Pure. */
export function judgeRoom(steps: readonly DescribedStep[], tables: readonly PortalTable[]): Finding {
  const bytes = steps.reduce((sum, { table, sql, how }) => {
    const found = tables.find(({ name }) => name === table);
    if (!found) return sum;
    const keys = sql.match(/\bADD (?:UNIQUE )?(?:KEY|INDEX)\b/g)?.length ?? 0;
    return sum + keys * found.rows * BYTES_A_KEY + (/copy|anew/.test(how) ? found.bytes : 0);
  }, 0);
  return fine(
    "disk",
    bytes === 0
      ? "Migrating needs no room worth mentioning."
      : `Migrating needs about ${size(bytes)} on the database's disk. The server does not say how much is free: look there.`,
  );
}
