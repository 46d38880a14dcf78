import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import type { GuideCard } from '../../../runbooks/define-card.ts';
import { Chooser } from './Chooser.tsx';
import { ExampleCheck } from './ExampleCheck.tsx';
import { GuideCards } from './GuideCards.tsx';
import styles from './home.module.css';

const ways = [
  {
    title: 'Do the step',
    text: 'In the console of your cloud, on its command line, or with a template or script. Your account and your names are already in every command, policy and link.',
  },
  {
    title: 'Check it',
    text: 'The page looks into your real account with read-only calls. It shows what it found beside what it should be, and the commands that fix it.',
  },
  {
    title: 'Go on',
    text: 'The next step opens when this one is right. If the cloud needs time, the page says until when. If it could not look, it says that, and never green.',
  },
];

const eco = [
  'Reads your bill, costs, and the commitments you already have',
  'Reads lists of resources that commitments can cover',
  'Cannot start, stop, change or buy anything',
];
const servers = [
  'Starts, replaces and stops the servers that you hand over',
  'Reads what it needs to know to do so',
  'Has exactly the permissions that the guide lists, each with its reason',
];

/** The home page. `cards` are data of its route, see `plugin.ts`. */
export default function Home({ cards }: { cards: readonly GuideCard[] }) {
  const links = useBrokenLinks();
  links.collectAnchor('how');
  links.collectAnchor('choose');
  return (
    <Layout description="Guides that connect a cloud account to Spot, and check every step in your own account.">
      <main className={styles.home}>
        <section className={styles.hero}>
          <div>
            <h1>Connect your cloud account to Spot. Know that every step is right.</h1>
            <p className={styles.lead}>
              A guide you follow from top to bottom. After each step it looks into your own account
              and tells you whether it is right, and if not, exactly what to do.
            </p>
            <p className={styles.actions}>
              <Link className="button-primary" to="#choose">
                Find your guide
              </Link>
              <Link className="button-quiet" to="#how">
                How the check works
              </Link>
            </p>
          </div>
          <ExampleCheck />
        </section>

        <section id="choose" className={styles.section}>
          <h2>Which guide is yours?</h2>
          <Chooser cards={cards} />
        </section>

        <section className={styles.section}>
          <h2>All guides</h2>
          <GuideCards cards={cards} />
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
          <h2>What Spot can do afterwards</h2>
          <div className={styles.sees}>
            <div>
              <h3>Eco</h3>
              <ul>
                {eco.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
            <div>
              <h3>Elastigroup and Ocean</h3>
              <ul>
                {servers.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          </div>
          <p className={styles.more}>
            Each guide lists every permission. Output that you paste instead of letting the page
            look is judged in your browser and goes nowhere.{' '}
            <Link to="/reference">Everything that a check can find</Link>, with its fix.
          </p>
        </section>
      </main>
    </Layout>
  );
}
