import { expect, test } from 'vitest';
import { packEvidence, unpackEvidence } from './crossing.ts';

test('evidence is packed once, and what a worker packed is not packed again', () => {
  const evidence = { status: 'found' as const, value: { names: ['a', undefined], at: 7 } };
  const packed = packEvidence(evidence);
  expect(packEvidence(evidence)).toBe(packed);
  const unpacked = unpackEvidence(packed);
  expect(unpacked).toEqual(evidence);
  expect(packEvidence(unpacked)).toBe(packed);
});

test('its value is unpacked where somebody asks for it, and not before', () => {
  const unpacked = unpackEvidence({ status: 'found', bytes: new Uint8Array([1, 2, 3]) });
  expect(unpacked.status).toBe('found');
  expect(() => unpacked.status === 'found' && unpacked.value).toThrow();
});

test('what was not found crosses with its words', () => {
  const evidence = { status: 'denied' as const, code: 'AccessDenied', message: 'No right.' };
  expect(packEvidence(evidence)).toMatchObject({ status: 'denied', message: 'No right.' });
  expect(unpackEvidence(packEvidence(evidence))).toEqual(evidence);
});
