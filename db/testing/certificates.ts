import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Authority {
  /** PEM file of the authority's own certificate. */
  ca: string;
  /** Makes a key and a certificate for a host name. */
  certificateFor: (host: string) => { cert: string; key: string };
}

const VALID = ["-days", "2"];
const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** A certificate authority in a folder, made with the openssl of this machine. */
export function makeAuthority(folder: string, name: string): Authority {
  const file = (ending: string) => join(folder, `${name}${ending}`);
  const [ca, ca_key] = [file("-ca.pem"), file("-ca.key")];
  openssl("req", "-x509", ...NEW_KEY, ...VALID, "-subj", `/CN=${name}`, "-keyout", ca_key, "-out", ca);
  return {
    ca,
    certificateFor: (host) => {
      const [cert, key, request, names] = [".pem", ".key", ".csr", ".ext"].map((end) =>
        file(`-${host}${end}`),
      );
      if (!cert || !key || !request || !names) throw new Error("four files");
      writeFileSync(names, `subjectAltName=DNS:${host}\n`);
      openssl("req", ...NEW_KEY, "-subj", `/CN=${host}`, "-keyout", key, "-out", request);
      const by = ["-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-extfile", names];
      openssl("x509", "-req", ...VALID, "-in", request, ...by, "-out", cert);
      return { cert, key };
    },
  };
}

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: "pipe" });
}
