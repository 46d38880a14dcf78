/**
 * `{{name}}`, the placeholder of an input (or of a runbook's document) in commands, policies and
 * links.
 */
export const placeholder = /\{\{([A-Za-z][A-Za-z0-9]*)\}\}/g;

/**
 * Replaces `{{name}}` by its value; a name without a value stays as it is. Values may hold
 * placeholders themselves (documents do).
 */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  const once = (source: string) =>
    source.replace(placeholder, (whole, name: string) => values[name] || whole);
  return once(once(text));
}

/** The names of all placeholders in a text, each once, in order. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string))];
}
