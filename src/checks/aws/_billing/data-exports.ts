/**
 * Whether a file is one of Data Exports (CUR 2.0, FOCUS and the like), which deliver beside the
 * report that Eco reads, in folders of their own:
 * `<prefix>/<export>/data/BILLING_PERIOD=2026-11/…` and `…/metadata/BILLING_PERIOD=2026-11/…`.
 *
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
 */
const ofDataExport = /^(?:(.*)\/)?([^/]+)\/(data|metadata)\/[A-Za-z_]+=\d{4}-\d{2}(-\d{2})?\//;

/** The name of the export that a file is of; undefined where it is of none. */
export function dataExportOf(key: string): string | undefined {
  return ofDataExport.exec(key)?.[2];
}

/** Names of the exports that files are of. */
export function listDataExports(files: readonly { Key: string }[]): string[] {
  return [...new Set(files.flatMap(({ Key }) => dataExportOf(Key) ?? []))];
}
