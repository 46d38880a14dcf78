type Inputs = Readonly<Record<string, string>>;

/**
 * What the answer is about, as `what` and its name, when that is not what was wanted. Nothing is said
 * where either of them is unknown.
 */
export function findOther(
  what: string,
  seen: string | undefined,
  wanted: string | undefined,
): string | undefined {
  return seen === undefined || wanted === undefined || seen === wanted
    ? undefined
    : `${what} ${seen}`;
}

/** Address of the service account that the inputs name; undefined when they do not. */
export function emailIn({ serviceAccountId, projectId }: Inputs): string | undefined {
  return serviceAccountId && projectId
    ? `${serviceAccountId}@${projectId}.iam.gserviceaccount.com`
    : undefined;
}
