/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: __dirname,
  turbopack: { root: __dirname },
  // Native drivers and loggers must be required at run time, not bundled.
  serverExternalPackages: ["knex", "mysql2", "pino"],
  // The optimiser is attack surface this product does not need.
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // A page that a role may not see answers 403, not 200 with an apology.
  experimental: { authInterrupts: true },
};

module.exports = config;
