export declare function roomFindings(sources: Readonly<Record<string, string>>): string[];
