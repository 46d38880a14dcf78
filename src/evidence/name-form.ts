/** The form of a text that is not the JSON that was asked for; undefined for words. */
export default function nameForm(
  text: string,
): 'page' | 'XML' | 'table' | 'YAML' | 'text' | undefined {
  if (/<!doctype html|<html[\s>]/i.test(text)) return 'page';
  if (/^\s*<(\?xml|Error)\b/.test(text)) return 'XML';
  // PowerShell begins lines of an error with “+ ” and words.
  if (
    /^[ \t]*(?:\|[-=+|\s]|\+[-=+])/m.test(text) ||
    /^-{5,}(?: {2,}-{3,}){0,40}[ \t]*$/m.test(text)
  )
    return 'table';
  // One such line may as well be what a program complains about.
  if ((text.match(/^[ \t]*(?:-[ \t]+)?[A-Za-z]\w*:(?:\s|$)/gm)?.length ?? 0) > 1) return 'YAML';
  return /\t/.test(text) ? 'text' : undefined;
}
