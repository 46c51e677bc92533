import { randomInt } from "node:crypto";
import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { ROLES, type Role } from "@/lib/acts";
import { createUser } from "@/lib/users/create-user";
import { disableUser } from "@/lib/users/disable-user";
import { COMMAND_LINE, commandContext, withDatabase } from "./connect";
import { print } from "./print";

interface CreateOptions {
  email: string;
  name: string;
  role: Role;
  passwordStdin: boolean;
}

/* No characters that look alike, because the password is read from a screen once. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679";
const GENERATED_LENGTH = 20;

export function addUser(program: Command): void {
  const user = program.command("user").description("people who sign in");
  user
    .command("create")
    .description("add a person; without --password-stdin a password is made and shown once")
    .requiredOption("--email <address>", "what the person signs in with")
    .requiredOption("--name <name>", "as shown to colleagues and in the audit log")
    .addOption(new Option("--role <role>", "what the person may do").choices(ROLES).makeOptionMandatory())
    .option("--password-stdin", "read the password from standard input", false)
    .addHelpText(
      "after",
      "\nExample:\n  $ npm run passdesk -- user create --email ana@example.com --name 'Ana Ruiz' --role support",
    )
    .action(async ({ passwordStdin, ...account }: CreateOptions) => {
      const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : generatePassword();
      await withDatabase("owner", (db) =>
        createUser(commandContext(db), { ...account, password }, COMMAND_LINE),
      );
      print(`Created ${account.email} (${account.role}).`);
      if (!passwordStdin) print(`Password, shown only now: ${password}`);
    });
  user
    .command("disable")
    .description("end a person's sessions and refuse further sign-ins")
    .requiredOption("--email <address>", "what the person signs in with")
    .addHelpText("after", "\nExample:\n  $ npm run passdesk -- user disable --email ana@example.com")
    .action(async ({ email }: { email: string }) => {
      const changed = await withDatabase("owner", (db) =>
        disableUser(commandContext(db), email, COMMAND_LINE),
      );
      print(changed ? `Disabled ${email}.` : `${email} was disabled already.`);
    });
}

function generatePassword(): string {
  return Array.from({ length: GENERATED_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
