/** Public: the server refuses to start in production while one of these accounts exists. */
export const DEMO_PASSWORD = "passdesk-demo";

export const DEMO_ACCOUNTS = [
  { email: "support@passdesk.test", name: "Demo Support", role: "support" },
  { email: "manager@passdesk.test", name: "Demo Manager", role: "manager" },
  { email: "admin@passdesk.test", name: "Demo Admin", role: "admin" },
] as const;
