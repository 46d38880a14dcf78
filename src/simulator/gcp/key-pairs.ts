import { generateKeyPairSync } from 'node:crypto';

/** Both halves of an RSA key in PEM: PKCS #8 and SPKI. */
export interface KeyPair {
  privateKey: string;
  publicKey: string;
}

const pool: KeyPair[] = [];
const taken = new WeakMap<object, number>();

/**
 * An RSA key pair of 2048 bits that `owner` has not had yet. Making one takes a tenth of a second,
 * so every owner is handed the same sequence of pairs; they live in this process only.
 */
export function nextKeyPair(owner: object): KeyPair {
  const index = taken.get(owner) ?? 0;
  taken.set(owner, index + 1);
  const known = pool[index];
  if (known) return known;
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  pool[index] = pair;
  return pair;
}
