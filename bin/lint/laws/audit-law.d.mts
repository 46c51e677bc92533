import type { Program } from "typescript";

export declare function auditFindings(program: Program, root: string): string[];
