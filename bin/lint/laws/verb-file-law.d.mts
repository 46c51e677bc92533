import type { Program } from "typescript";

export declare function verbFileFindings(program: Program, root: string): string[];
