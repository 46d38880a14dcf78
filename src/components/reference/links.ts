/** Pages of the site as they are linked from the reference. */
export interface Links {
  /** Address of a guide's step; undefined when the site has no such guide. */
  step(runbook: string, step: string): string | undefined;
  diagnosis(code: string): string;
  index: string;
}

/** `guides`: ids of the runbooks that have a page. */
export default function makeLinks(baseUrl: string, guides: readonly string[]): Links {
  return {
    step: (runbook, step) =>
      guides.includes(runbook) ? `${baseUrl}guides/${runbook}#${step}` : undefined,
    diagnosis: (code) => `${baseUrl}reference/${code}`,
    index: `${baseUrl}reference`,
  };
}
