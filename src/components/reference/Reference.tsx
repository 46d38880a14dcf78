import Layout from '@theme/Layout';

/** A page of the reference, whose content was made when the site was built. */
export default function Reference({
  page,
}: {
  page: { title: string; description: string; html: string };
}) {
  return (
    <Layout title={page.title} description={page.description}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by render.ts, which escapes every value */}
      <main className="reference" dangerouslySetInnerHTML={{ __html: page.html }} />
    </Layout>
  );
}
