import Layout from '@theme/Layout';
import { OpenApi } from '../components/openapi/OpenApi.tsx';

export default function ApiPage() {
  return (
    <Layout
      title="Verification API"
      description="The HTTP API behind the checks: what it takes, what it answers."
    >
      <OpenApi />
    </Layout>
  );
}
