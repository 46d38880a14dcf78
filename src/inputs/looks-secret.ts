/**
 * Secrets that Microsoft Entra makes: 40 characters, the fourth to sixth of them a digit, Q and a
 * tilde. Source: "Client secret formats" of secret scanners.
 */
export const entraSecret = /[\w.~-]{3}\dQ~[\w.~-]{31,34}/;

/**
 * Private keys, key files of Google Cloud, and access tokens that are signed (JWT) or of Google.
 */
const others = /-----BEGIN |"private_key"|\beyJ[\w-]{8,}\.[\w-]+\.|\bya29\./;

/**
 * Whether a text has the form of something that opens an account, so that it is kept nowhere,
 * whatever field somebody put it into.
 */
export function looksSecret(text: string): boolean {
  return entraSecret.test(text) || others.test(text);
}
