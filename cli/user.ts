import { randomInt } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";
import { ROLES, type Role } from "@/lib/acts";
import { accountName } from "@/lib/auth/account-name";
import type { Context } from "@/lib/context";
import { changePassword } from "@/lib/users/change-password";
import { changeRole } from "@/lib/users/change-role";
import { createUser } from "@/lib/users/create-user";
import { disableUser } from "@/lib/users/disable-user";
import { enableUser } from "@/lib/users/enable-user";
import { unlockUser } from "@/lib/users/unlock-user";
import { CommandFailure } from "./command-failure";
import { COMMAND_LINE, commandContext, withDesk } from "./connect";
import { print } from "./print";

interface Account {
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
  addCreate(user);
  addPassword(user);
  addRole(user);
  addSwitch(user, "enable", {
    description: "let a disabled person sign in again, with the password they had",
    run: enableUser,
    told: (email) => `Enabled ${email}.`,
    else: (email) => `${email} was not disabled.`,
  });
  addSwitch(user, "disable", {
    description: "end a person's sessions and refuse further sign-ins",
    run: disableUser,
    told: (email) => `Disabled ${email}.`,
    else: (email) => `${email} was disabled already.`,
  });
  addSwitch(user, "unlock", {
    description: "forget a person's failed sign-ins, so that they may try at once",
    run: unlockUser,
    told: (email) => `Unlocked ${email}.`,
    else: (email) => `${email} was not locked.`,
  });
}

function addCreate(user: Command): void {
  command(user, "create", "add a person; without --password-stdin a password is made and shown once")
    .requiredOption("--name <name>", "as shown to colleagues and in the audit log")
    .addOption(roleOption())
    .option("--password-stdin", "read the password from standard input", false)
    .addHelpText("after", example("create --email ana@example.com --name 'Ana Ruiz' --role support"))
    .action(async ({ passwordStdin, ...account }: Account) => {
      const password = await newPassword(passwordStdin);
      await asOwner((ctx) => createUser(ctx, { ...account, password }, COMMAND_LINE));
      print(`Created ${account.email} (${account.role}).`);
      if (!passwordStdin) print(`Password, shown only now: ${password}`);
    });
}

function addPassword(user: Command): void {
  command(
    user,
    "password",
    "give a person another password and end their sessions; made and shown like create's",
  )
    .option("--password-stdin", "read the password from standard input", false)
    .addHelpText("after", example("password --email ana@example.com"))
    .action(async ({ email, passwordStdin }: Account) => {
      const password = await newPassword(passwordStdin);
      await asOwner((ctx) => changePassword(ctx, { email, password }, COMMAND_LINE));
      print(`Changed the password of ${email}; their sessions have ended.`);
      if (!passwordStdin) print(`Password, shown only now: ${password}`);
    });
}

function addRole(user: Command): void {
  command(user, "role", "give a person another role and end their sessions")
    .addOption(roleOption())
    .addHelpText("after", example("role --email ana@example.com --role manager"))
    .action(async ({ email, role }: Account) => {
      const isChanged = await asOwner((ctx) => changeRole(ctx, { email, role }, COMMAND_LINE));
      print(
        isChanged ? `${email} is ${role} now; their sessions have ended.` : `${email} was ${role} already.`,
      );
    });
}

interface Switch {
  description: string;
  /** False if there was nothing to change. */
  run: (ctx: Context, email: string, system_actor: string) => Promise<boolean>;
  told: (email: string) => string;
  else: (email: string) => string;
}

function addSwitch(user: Command, name: string, { description, run, told, else: unchanged }: Switch): void {
  command(user, name, description)
    .addHelpText("after", example(`${name} --email ana@example.com`))
    .action(async ({ email }: Account) => {
      const isChanged = await asOwner((ctx) => run(ctx, email, COMMAND_LINE));
      print(isChanged ? told(email) : unchanged(email));
    });
}

const command = (user: Command, name: string, description: string) =>
  user
    .command(name)
    .description(description)
    .requiredOption("--email <address>", "what the person signs in with", parseEmail);

const roleOption = () =>
  new Option("--role <role>", "what the person may do").choices(ROLES).makeOptionMandatory();

const example = (rest: string) => `\nExample:\n  $ passdesk user ${rest}`;

const asOwner = <T>(work: (ctx: Context) => Promise<T>) =>
  withDesk("owner", (db) => work(commandContext(db)));

function parseEmail(text: string): string {
  const email = accountName(text);
  if (email === null) throw new InvalidArgumentError("It must be plain ASCII, like name@example.com.");
  return email;
}

async function newPassword(isPiped: boolean): Promise<string> {
  if (isPiped) return readPassword();
  return Array.from({ length: GENERATED_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/* Longer than any password; what goes on without end is not read to its end. */
const MOST_BYTES = 4096;

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY)
    throw new CommandFailure(
      "--password-stdin reads a pipe or a file, and a terminal would show what you type. Nothing was changed: leave the option out, and a password is made for you.",
    );
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}
