import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { generateCACertificate } from 'mockttp';

/** Where a certificate authority of the simulator keeps its key and certificate (PEM). */
export interface CertificateAuthority {
  keyPath: string;
  certPath: string;
  /** The system's certificates and this one: for programs that know only one bundle. */
  bundlePath: string;
}

const day = 24 * 60 * 60 * 1000;
const made = new Map<string, Promise<CertificateAuthority>>();

/**
 * The certificate authority that signs simulated hosts. Made once per process in a temporary
 * folder, or kept in `folder` and reused from there while it is valid for another day.
 */
export function certificateAuthority(folder?: string): Promise<CertificateAuthority> {
  const key = folder ?? '';
  const known = made.get(key);
  if (known) return known;
  const authority = make(folder ?? temporaryFolder());
  made.set(key, authority);
  return authority;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-ca-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function make(folder: string): Promise<CertificateAuthority> {
  const authority = {
    keyPath: join(folder, 'ca.key'),
    certPath: join(folder, 'ca.pem'),
    bundlePath: join(folder, 'bundle.pem'),
  };
  if (isUsable(authority)) return withBundle(authority);
  mkdirSync(folder, { recursive: true });
  const { key, cert } = await generateCACertificate({
    subject: { commonName: 'Simulated clouds', organizationName: 'Tests only' },
  });
  writeFileSync(authority.keyPath, key, { mode: 0o600 });
  writeFileSync(authority.certPath, cert);
  return withBundle(authority);
}

/** Node's own list of roots stands for the system's, which not every machine keeps in one file. */
function withBundle(authority: CertificateAuthority): CertificateAuthority {
  writeFileSync(
    authority.bundlePath,
    [...rootCertificates, readFileSync(authority.certPath, 'utf8')].join('\n'),
  );
  return authority;
}

function isUsable({
  keyPath,
  certPath,
}: Pick<CertificateAuthority, 'keyPath' | 'certPath'>): boolean {
  if (!existsSync(keyPath) || !existsSync(certPath)) return false;
  try {
    return new X509Certificate(readFileSync(certPath)).validToDate.getTime() > Date.now() + day;
  } catch {
    return false;
  }
}
