export interface CodeMeta {
  title?: string;
  /** Name of the input whose value the block prints. */
  output?: string;
  /** Why CI does not run the block. */
  skip?: string;
}

export type CodeMetaResult = { meta: CodeMeta; unknown: string[] };

const word = /([^\s=]+)(?:=(?:"([^"]*)"|(\S*)))?/g;

/**
 * Reads what stands behind the language of a fence: `title="…" output="roleArn"`.
 * Words it does not know (or that are not allowed for this language) come back in `unknown`.
 */
export function parseCodeMeta(
  text: string | null | undefined,
  allowed: readonly (keyof CodeMeta)[],
): CodeMetaResult {
  const meta: CodeMeta = {};
  const unknown: string[] = [];
  for (const match of (text ?? '').matchAll(word)) {
    const name = match[1] as keyof CodeMeta;
    if (allowed.includes(name)) meta[name] = match[2] ?? match[3] ?? '';
    else unknown.push(name);
  }
  return { meta, unknown };
}

/**
 * The words the page needs, as a fence's meta again. The reason of `skip` is for writers and CI
 * only.
 */
export function formatCodeMeta({ title, output }: CodeMeta): string | null {
  const words = [title ? `title="${title}"` : '', output ? `output="${output}"` : ''].filter(
    Boolean,
  );
  return words.length > 0 ? words.join(' ') : null;
}
