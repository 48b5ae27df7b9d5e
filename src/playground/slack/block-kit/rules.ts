/**
 * The small grammar in which the Block Kit checks are written. A rule looks at one value and reports what Slack would
 * say about it, at a JSON pointer, in Slack's words.
 */
export type Report = (message: string, pointer: string) => void;
export type Rule = (value: unknown, pointer: string, report: Report) => void;
export type Thing = Readonly<Record<string, unknown>>;

export function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function string(bounds: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp } = {}): Rule {
  return (value, pointer, report) => {
    if (typeof value !== "string") return report("must provide a string", pointer);
    const { min = 0, max, pattern } = bounds;
    if (value.length < min) report(`must be more than ${min - 1} characters`, pointer);
    if (max !== undefined && value.length > max) report(`must be less than ${max + 1} characters`, pointer);
    if (pattern && !pattern.test(value)) report("must match the required format", pointer);
  };
}

export const boolean: Rule = (value, pointer, report) => {
  if (typeof value !== "boolean") report("must provide a boolean", pointer);
};

export function integer(bounds: { readonly min?: number; readonly max?: number } = {}): Rule {
  return (value, pointer, report) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return report("must provide an integer", pointer);
    if (bounds.min !== undefined && value < bounds.min) report(`must be greater than ${bounds.min - 1}`, pointer);
    if (bounds.max !== undefined && value > bounds.max) report(`must be less than ${bounds.max + 1}`, pointer);
  };
}

export function oneOf(...allowed: readonly unknown[]): Rule {
  return (value, pointer, report) => {
    if (!allowed.includes(value)) report(`must be a valid enum value`, pointer);
  };
}

export function list(item: Rule, bounds: { readonly min?: number; readonly max?: number } = {}): Rule {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) return report("must provide an array", pointer);
    if (bounds.min !== undefined && value.length < bounds.min)
      report(`no less than ${bounds.min} items allowed`, pointer);
    if (bounds.max !== undefined && value.length > bounds.max)
      report(`no more than ${bounds.max} items allowed`, pointer);
    for (const [index, entry] of value.entries()) item(entry, `${pointer}/${index}`, report);
  };
}

/** What an object may hold, and what only shows when its members are seen together. */
export interface Shape {
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
  readonly together?: (value: Thing, pointer: string, report: Report) => void;
}

export function object(shape: Shape): Rule {
  const known: Readonly<Record<string, Rule>> = { ...shape.optional, ...shape.required };
  const required = Object.keys(shape.required ?? {});
  return (value, pointer, report) => {
    if (!isThing(value)) return report("must provide an object", pointer);
    for (const name of required) if (value[name] === undefined) report(`missing required field: ${name}`, pointer);
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const rule = Object.hasOwn(known, name) ? known[name] : undefined;
      if (rule) rule(member, `${pointer}/${name}`, report);
      else report(`invalid additional property: ${name}`, pointer);
    }
    shape.together?.(value, pointer, report);
  };
}

/** Picks the rule by the object's `type`; a type that may not stand here is refused as Slack refuses it. */
export function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, pointer, report) => {
    if (!isThing(value)) return report("must provide an object", pointer);
    const type = value.type;
    if (typeof type !== "string") return report("missing required field: type", pointer);
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule) rule(value, pointer, report);
    else report(`unsupported type: ${type}`, `${pointer}/type`);
  };
}

export const anything: Rule = () => {};
