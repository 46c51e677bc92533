"use client";

import { useEffect } from "react";
import { forgetLookUps } from "./kept-look-ups";

/** Forgets what the last person looked up, also where their session ended by itself. */
export function ForgetLookUps() {
  useEffect(forgetLookUps, []);
  return null;
}
