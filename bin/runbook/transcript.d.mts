export function stepsOf(markdown: string, part: string): { title: string; blocks: string[] }[];
