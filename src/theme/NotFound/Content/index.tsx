import Link from '@docusaurus/Link';

/** A page that does not exist. */
export default function NotFoundContent() {
  return (
    <main className="container not-found">
      <p className="not-found-code">404</p>
      <h1>There is no such step.</h1>
      <p>
        This address leads nowhere: the page was moved, or the link is mistyped. Nothing is wrong
        with your account.
      </p>
      <p>
        <Link className="button-primary" to="/">
          To the start
        </Link>{' '}
        <Link className="button-quiet" to="/#choose">
          Find your guide
        </Link>
      </p>
    </main>
  );
}
