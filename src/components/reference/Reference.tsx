import Layout from '@theme/Layout';
import DiagnosisView from './DiagnosisView.tsx';
import type { DiagnosisPage } from './diagnosis-page.ts';
import makeLinks from './links.ts';
import ReferenceIndex, { type IndexRow } from './ReferenceIndex.tsx';

/** What the plugin gives a page of the reference. */
export interface ReferenceProps {
  title: string;
  description: string;
  baseUrl: string;
  guides: readonly string[];
  content: { rows: readonly IndexRow[] } | { diagnosis: DiagnosisPage };
}

/** A page of the reference: the index, and while writing also each diagnosis. */
export default function Reference({
  page: { title, description, baseUrl, guides, content },
}: {
  page: ReferenceProps;
}) {
  const links = makeLinks(baseUrl, guides);
  return (
    <Layout title={title} description={description}>
      <main className="reference">
        {'rows' in content ? (
          <ReferenceIndex rows={content.rows} links={links} />
        ) : (
          <DiagnosisView page={content.diagnosis} links={links} />
        )}
      </main>
    </Layout>
  );
}
