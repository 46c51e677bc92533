"use client";

import { useEffect } from "react";
import { forgetLookUps } from "./kept-look-ups";

/** Removes the last person's look-ups, even if their session simply expired. */
export function ForgetLookUps() {
  useEffect(forgetLookUps, []);
  return null;
}
