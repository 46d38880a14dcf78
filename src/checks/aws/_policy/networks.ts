import { type Truth, toTruth } from './truth.ts';

/** An address as a number, and how many bits it has; undefined when it is none. */
function readAddress(text: string): { value: bigint; bits: 32 | 128 } | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    if (bytes.some((byte) => byte > 255)) return undefined;
    return { value: joinNumbers(bytes, 8), bits: 32 };
  }
  if (!/^[0-9a-f:]+$/i.test(text) || !text.includes(':')) return undefined;
  const halves = text.split('::');
  const read = (half = '') => (half === '' ? [] : half.split(':'));
  const [left, right] = [read(halves[0]), read(halves[1])];
  const missing = 8 - left.length - right.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return {
    value: joinNumbers(
      groups.map((group) => Number.parseInt(group, 16)),
      16,
    ),
    bits: 128,
  };
}

function joinNumbers(numbers: readonly number[], bits: number): bigint {
  return numbers.reduce((sum, number) => (sum << BigInt(bits)) | BigInt(number), 0n);
}

function readNetwork(text: string) {
  const [base = '', length, ...rest] = text.split('/');
  const address = readAddress(base);
  const prefix = length === undefined ? address?.bits : /^\d{1,3}$/.test(length) ? +length : NaN;
  if (!address || prefix === undefined || rest.length > 0 || !(prefix <= address.bits))
    return undefined;
  return { ...address, prefix };
}

/** Whether a network (CIDR, or one address) holds an address; of the other family it holds none. */
export function holdsAddress(network: string, address: string): Truth {
  const [wanted, actual] = [readNetwork(network), readAddress(address)];
  if (!wanted || !actual) return 'unknown';
  if (wanted.bits !== actual.bits) return 'no';
  const shift = BigInt(wanted.bits - wanted.prefix);
  return toTruth(wanted.value >> shift === actual.value >> shift);
}

/**
 * Whether a network holds addresses that are not its owner's: all, or so many that S3 calls it
 * public.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isEveryNetwork(network: string): Truth {
  const wanted = readNetwork(network);
  if (!wanted) return 'unknown';
  if (wanted.prefix === 0) return 'yes';
  return wanted.prefix < (wanted.bits === 32 ? 8 : 32) ? 'unknown' : 'no';
}
