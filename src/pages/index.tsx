import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import { ExampleCheck } from '../components/home/ExampleCheck.tsx';
import styles from '../components/home/home.module.css';

const guide = '/guides/aws/management-account';

const ways = [
  {
    title: 'Do the step',
    text: 'In the AWS console, with the AWS CLI, or with CloudFormation. Your account number and names are already in every command, policy and link.',
  },
  {
    title: 'Check it',
    text: 'The page looks into your real account with read-only calls. It shows what it found beside what it should be, and the commands that mend it.',
  },
  {
    title: 'Go on',
    text: 'The next step opens when this one is right. If AWS needs time, the page says until when. If it could not look, it says that, and never green.',
  },
];

const sees = [
  'Your Cost and Usage Report, which it copies from your bucket to its own',
  'Cost data and the commitments you already have',
  'Lists of resources that commitments can cover',
];
const cannot = [
  'Start, stop, change or delete anything of yours',
  'Buy or sell anything',
  'Use the role without your external ID: the last check proves that AWS refuses it',
];

export default function Home() {
  useBrokenLinks().collectAnchor('how');
  return (
    <Layout description="Guides that connect a cloud account to Spot, and check every step in your own account.">
      <main className={styles.home}>
        <section className={styles.hero}>
          <div>
            <h1>Connect your cloud account to Spot. Know that every step is right.</h1>
            <p className={styles.lead}>
              A guide you follow from top to bottom. After each step it looks into your own account and tells you whether it is right, and
              if not, exactly what to do.
            </p>
            <p className={styles.actions}>
              <Link className="button-primary" to={guide}>
                Connect an AWS account
              </Link>
              <Link className="button-quiet" to="#how">
                How the check works
              </Link>
            </p>
          </div>
          <ExampleCheck />
        </section>

        <section id="how" className={styles.section}>
          <h2>How it works</h2>
          <ol className={styles.ways}>
            {ways.map((way) => (
              <li key={way.title}>
                <h3>{way.title}</h3>
                <p>{way.text}</p>
              </li>
            ))}
          </ol>
        </section>

        <section className={styles.section}>
          <h2>Guides</h2>
          <Link className={styles.card} to={guide}>
            <span className={styles.cardTop}>
              <span className={styles.provider}>AWS</span>
              <span>Eco</span>
            </span>
            <span className={styles.cardTitle}>Connect an AWS management account</span>
            <span className={styles.cardText}>
              A Cost and Usage Report, a bucket for it, and a read-only role. 20 minutes of work, then up to 24 hours until AWS delivers the
              first report.
            </span>
            <span className={styles.cardGo}>Open the guide</span>
          </Link>
        </section>

        <section className={styles.section}>
          <h2>What Spot can see</h2>
          <div className={styles.sees}>
            <div>
              <h3>It reads</h3>
              <ul>
                {sees.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
            <div>
              <h3>It cannot</h3>
              <ul>
                {cannot.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          </div>
          <p className={styles.more}>
            The guide lists <Link to={`${guide}#what-spot-may-do`}>every permission with its reason</Link>. Output that you paste instead is
            judged in your browser and goes nowhere.
          </p>
        </section>
      </main>
    </Layout>
  );
}
