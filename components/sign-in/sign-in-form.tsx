"use client";

import { useEffect, useRef, useState, type FormEvent } from "react";
import { PasswordInput } from "./password-input";
import { signIn, type SignInOutcome } from "./send-sign-in";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";

type Failure = Exclude<SignInOutcome, { isSignedIn: true }>;

/** The form with email and password. On success it goes to `returnPath`, which the caller must have checked. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setWorking(true);
    const outcome = await signIn(textOf(given, "email"), textOf(given, "password"));
    if (outcome.isSignedIn) {
      // A full page load, so that nothing of the signed-out page stays and the new session is read.
      location.assign(returnPath);
      return;
    }
    setFailure(outcome);
    setWorking(false);
    password.current?.focus();
    password.current?.select();
  };

  const isMismatch = failure?.isMismatch ?? false;
  return (
    <form
      method="post"
      aria-labelledby="sign-in"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-3.5"
    >
      {failure ? (
        <Banner key={failure.sentence} tone="bad" isAlert>
          {failure.sentence}
        </Banner>
      ) : null}
      <EmailField isWrong={isMismatch} />
      <Field label="Password" htmlFor="password">
        <PasswordInput
          id="password"
          name="password"
          ref={password}
          autoComplete="current-password"
          required
          maxLength={1024}
          invalid={isMismatch}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" working={isWorking}>
        Sign in
      </Button>
    </form>
  );
}

function EmailField({ isWrong }: { isWrong: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  // Signing in is all this page is for, so its first field takes the focus, unless the person already clicked
  // somewhere.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
  return (
    <Field label="Work email" htmlFor="email">
      <Input
        id="email"
        ref={field}
        name="email"
        type="email"
        size="lg"
        autoComplete="username"
        required
        maxLength={254}
        invalid={isWrong}
      />
    </Field>
  );
}

function textOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value : "";
}
