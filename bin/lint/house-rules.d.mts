import type { Rule } from "eslint";

export declare const houseRules: { rules: Record<string, Rule.RuleModule> };
