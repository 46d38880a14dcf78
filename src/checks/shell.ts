/**
 * A value as one word of a shell command. Names that need no quotes get none, so that commands stay
 * readable. Whatever a cloud answered goes through this, too: IAM lets `$(…)` stand in the path of
 * a policy, and Microsoft Entra a quote in a redirect address.
 */
export function quote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * Writes `content` as pretty JSON into `file`, for commands that read their body from one. Nothing
 * in it is expanded by the shell.
 */
export function writeJson(file: string, content: unknown): string {
  return `cat > ${file} <<'JSON'\n${JSON.stringify(content, null, 2)}\nJSON`;
}

/** `2026-11-23 09:30 UTC`. */
export function formatMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
