import type { Program } from "typescript";

export declare function authorizationFindings(program: Program, root: string): string[];
